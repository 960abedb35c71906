using System.Net;
using System.Net.Sockets;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Deployments;

namespace QkdMec.Silo.Running;

/// <summary>Looks whether the ports are free before anything is opened, so that a second start by mistake changes nothing.</summary>
internal static class PortCheck
{
    /// <summary>Checks every listener of the plan.</summary>
    /// <exception cref="StartupException">Two listeners share a port, or one cannot be had; the message lists all.</exception>
    public static void RequireFree(SystemPlan plan)
    {
        var listeners = ListenersOf(plan).ToList();
        var shared = listeners.GroupBy(listener => listener.Address.Port).Where(SharesAddress)
            .Select(group => $"port {group.Key} is given to {string.Join(" and ", group.Select(listener => listener.Name))}");
        var taken = listeners.Select(listener => (listener.Name, listener.Address, Fault: FaultOf(listener.Address))).Where(listener => listener.Fault is not null)
            .Select(listener => $"{listener.Name} {listener.Address} {listener.Fault}");
        var faults = shared.Concat(taken).ToList();
        if (faults.Count > 0)
        {
            var others = plan.Process is MachinePlan ? "in the deployment file" : "with --gateway, --grpc, --client, --kme-port or in the scenario";
            throw new StartupException($"{string.Join("; ", faults)}: choose others {others}, or end the other program");
        }
    }

    /// <summary>Whether an address could be listened at now.</summary>
    public static bool IsFree(Uri address) => FaultOf(address) is null;

    /// <summary>Checks one listener.</summary>
    /// <param name="name">What it is, as the message begins.</param>
    /// <param name="address">Where it listens.</param>
    /// <exception cref="StartupException">It cannot be had.</exception>
    public static void RequireFree(string name, Uri address)
    {
        if (FaultOf(address) is { } fault)
        {
            throw new StartupException($"{name} {address} {fault}");
        }
    }

    private static IEnumerable<(string Name, Uri Address)> ListenersOf(SystemPlan plan)
    {
        (string Name, Uri? Address)[] own =
            [("gateway", plan.Process.Gateway), ("gRPC without TLS", plan.Process.Gateway is null ? null : plan.Options.Grpc), ("client perimeter", plan.Process.Client), ("health", plan.Process.Health)];
        var kmes = plan.ListeningSites.SelectMany(site => site.MoreKeyAddresses.Prepend(site.KeyAddress!), (site, address) => ($"KME {site.Kme.Kme}", address));
        return [.. own.Where(one => one.Address is not null).Select(one => (one.Name, one.Address!)), .. SiloOf(plan.Process as MachinePlan), .. kmes];
    }

    private static IEnumerable<(string Name, Uri Address)> SiloOf(MachinePlan? plan) => plan is not { IsSilo: true }
        ? []
        : [("silo", plan.Self.At(Uri.UriSchemeHttp, plan.File.Deployment.SiloPort)), ("silo, for gateways", plan.Self.At(Uri.UriSchemeHttp, plan.File.Deployment.ClientPort))];

    private static bool SharesAddress(IEnumerable<(string Name, Uri Address)> listeners)
    {
        var addresses = listeners.Select(listener => AddressOf(listener.Address)).ToList();
        return addresses.Count > 1 && (addresses.Distinct().Count() < addresses.Count || addresses.Exists(IsAny));
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static IPAddress AddressOf(Uri address) => IPAddress.TryParse(address.DnsSafeHost, out var given) ? given : IPAddress.Loopback;

    private static string? FaultOf(Uri address)
    {
        var ip = AddressOf(address);
        try
        {
            using var probe = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (!OperatingSystem.IsWindows())
            {
                // As listeners do: connections that linger from the last run are no reason.
                probe.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            }

            probe.Bind(new IPEndPoint(ip, address.Port));
            probe.Listen();
            return null;
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode == SocketError.AddressNotAvailable ? "is no address of this machine" : "is taken by another program";
        }
    }
}
