using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace QkdMec.Gateway.Callbacks;

/// <summary>What this machine is called.</summary>
internal static class OwnNames
{
    /// <summary>The machine's name and the addresses of its interfaces, as they are at the call.</summary>
    public static IReadOnlyCollection<string> Read()
    {
        var names = new List<string> { Dns.GetHostName() };
        try
        {
            names.AddRange(NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(card => card.GetIPProperties().UnicastAddresses)
                .Select(entry => entry.Address)
                .Where(address => address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
                .Select(address => address.ToString().Split('%')[0]));
        }
        catch (NetworkInformationException)
        {
            // A machine that hides its interfaces still has its name and loopback.
        }

        return names;
    }
}
