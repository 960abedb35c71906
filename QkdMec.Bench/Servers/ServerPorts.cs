using System.Net;
using System.Net.Sockets;

namespace QkdMec.Bench.Servers;

/// <summary>Ports of the product that nobody else has at present.</summary>
internal sealed record ServerPorts(int Gateway, int Client, int FirstKme)
{
    /// <summary>Takes ports that are free at once; the two KMEs' stand in a row.</summary>
    public static ServerPorts Take()
    {
        while (true)
        {
            using var first = new TcpListener(IPAddress.Loopback, 0);
            using var gateway = new TcpListener(IPAddress.Loopback, 0);
            using var client = new TcpListener(IPAddress.Loopback, 0);
            first.Start();
            gateway.Start();
            client.Start();
            if (IsFree(PortOf(first) + 1))
            {
                return new ServerPorts(PortOf(gateway), PortOf(client), PortOf(first));
            }
        }
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

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
