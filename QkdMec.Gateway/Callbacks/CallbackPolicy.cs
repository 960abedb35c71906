using System.Net;
using System.Net.Sockets;

namespace QkdMec.Gateway.Callbacks;

/// <summary>
/// Where notifications may be sent: http or https, without credentials, and never to a listener of this system. A name that resolves to one of
/// them is not seen here; who sends must look at the address it connects to.
/// </summary>
/// <param name="ownListeners">Every listener of this system; looked through anew each time, for listeners may come.</param>
/// <param name="ownNames">Further names and addresses of this machine.</param>
internal sealed class CallbackPolicy(IEnumerable<Uri> ownListeners, IEnumerable<string> ownNames)
{
    private readonly HashSet<string> names = new(ownNames.Select(Canonical), StringComparer.OrdinalIgnoreCase);

    /// <summary>The longest address, in characters.</summary>
    public const int MaxLength = 2048;

    /// <summary>Why notifications may not be sent there; null when they may.</summary>
    public string? Check(string reference)
    {
        if (reference.Length > MaxLength || !Uri.TryCreate(reference, UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https")
            || !reference.StartsWith(target.Scheme + "://", StringComparison.OrdinalIgnoreCase) || target.Host.Length == 0)
        {
            return "'callbackReference' must be an absolute http or https address.";
        }

        if (target.UserInfo.Length > 0)
        {
            return "'callbackReference' must not hold credentials.";
        }

        if (target.Port == 0)
        {
            return "'callbackReference' must not name port 0.";
        }

        return LeadsHere(target) ? "'callbackReference' must not lead to this system." : null;
    }

    /// <summary>Whether an address is that of a listener of this system.</summary>
    public bool LeadsHere(Uri target) => ownListeners.Any(own => own.Port == target.Port && IsSameHost(own, target));

    private bool IsSameHost(Uri own, Uri target)
    {
        var (listener, wanted) = (Canonical(own.IdnHost), Canonical(target.IdnHost));
        return string.Equals(listener, wanted, StringComparison.OrdinalIgnoreCase)
            || (IsThisMachine(wanted) && (IsThisMachine(listener) || names.Contains(listener)));
    }

    private bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || names.Contains(host)
        || (IPAddress.TryParse(host, out var address) && IsLocal(address));

    // 0.0.0.0, :: and what lies in 0.0.0.0/8 reach the machine itself on Linux.
    private static bool IsLocal(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.IPv6Any)
        || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] == 0);

    private static string Canonical(string host)
    {
        var name = host.Trim('[', ']').TrimEnd('.');
        return IPAddress.TryParse(name, out var address)
            ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
            : name;
    }
}
