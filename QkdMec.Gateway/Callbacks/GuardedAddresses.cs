using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace QkdMec.Gateway.Callbacks;

/// <summary>Addresses that are never connected to on a stranger's word, whichever port.</summary>
internal static class GuardedAddresses
{
    // Where clouds answer their machines with credentials; link-local ones are refused as such.
    private static readonly HashSet<IPAddress> Metadata =
    [
        IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("192.0.0.192"), IPAddress.Parse("fd00:ec2::254"),
        IPAddress.Parse("fd20:ce::254"),
    ];

    // NAT64 (RFC 6052): the last four bytes are an IPv4 address.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>The address behind ways of writing it.</summary>
    public static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        return Translated.Contains(new IPAddress(bytes)) ? new IPAddress(bytes.AsSpan(12)) : new IPAddress(bytes);
    }

    /// <summary>Why a plain address is never connected to; null when it may be.</summary>
    public static string? WhyNot(IPAddress address)
    {
        if (Metadata.Contains(address))
        {
            return "is a cloud's metadata service";
        }

        if (address.IsIPv6LinkLocal || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..]))
        {
            return "is link-local";
        }

        return IsNoHost(address) ? "is no address of one machine" : null;
    }

    /// <summary>Whether a plain address is this machine's, as it is at the call.</summary>
    public static bool IsOwn(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return true;
        }

        try
        {
            return NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(card => card.GetIPProperties().UnicastAddresses)
                .Any(entry => Plain(entry.Address).Equals(address));
        }
        catch (NetworkInformationException)
        {
            // A machine that hides its interfaces is known by its loopback only.
            return false;
        }
    }

    private static bool IsNoHost(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? address.GetAddressBytes()[0] is 0 or >= 224
        : address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any);
}
