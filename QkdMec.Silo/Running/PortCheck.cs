using System.Net;
using System.Net.Sockets;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Running;

/// <summary>Looks whether the ports are free before anything is opened, so that a second start by mistake changes nothing.</summary>
internal static class PortCheck
{
    /// <summary>Checks every listener of the plan.</summary>
    /// <exception cref="StartupException">Two listeners share a port, or another program has one; the message lists all.</exception>
    public static void RequireFree(SystemPlan plan)
    {
        var listeners = ListenersOf(plan).ToList();
        var shared = listeners.GroupBy(listener => listener.Address.Port).Where(group => group.Skip(1).Any())
            .Select(group => $"port {group.Key} is given to {string.Join(" and ", group.Select(listener => listener.Name))}");
        var taken = listeners.Where(listener => !IsFree(listener.Address)).Select(listener => $"{listener.Name} {listener.Address} is taken by another program");
        var faults = shared.Concat(taken).ToList();
        if (faults.Count > 0)
        {
            throw new StartupException($"{string.Join("; ", faults)}: choose others with --gateway, --client, --kme-port or in the scenario, or end the other program");
        }
    }

    private static IEnumerable<(string Name, Uri Address)> ListenersOf(SystemPlan plan) =>
    [
        ("gateway", plan.Options.Gateway),
        ("client perimeter", plan.Options.Client),
        .. plan.ListeningSites.SelectMany(site => site.MoreKeyAddresses.Prepend(site.KeyAddress!), (site, address) => ($"KME {site.Kme.Kme}", address)),
    ];

    /// <summary>Whether an address could be listened at now.</summary>
    public static bool IsFree(Uri address)
    {
        var ip = IPAddress.TryParse(address.DnsSafeHost, out var given) ? given : IPAddress.Loopback;
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
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
