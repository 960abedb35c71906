using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace QkdMec.Bench.Servers;

/// <summary>Ports of the product that nobody else has at present.</summary>
internal sealed record ServerPorts(int Gateway, int Client, int FirstKme)
{
    // Below the range that the system deals out: there any connection of the machine may take a port between the look and the server's start.
    private const int Lowest = 20_000;
    private const int Highest = 32_000;
    private const int Count = 4;

    /// <summary>Takes ports that are free, in a row.</summary>
    public static ServerPorts Take()
    {
        while (true)
        {
            var first = RandomNumberGenerator.GetInt32(Lowest, Highest - Count);
            if (Enumerable.Range(first, Count).All(IsFree))
            {
                return new ServerPorts(first + 2, first + 3, first);
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
