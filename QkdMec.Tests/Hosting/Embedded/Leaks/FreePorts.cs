using System.Net;
using System.Net.Sockets;

namespace QkdMec.Tests.Hosting.Embedded.Leaks;

/// <summary>Ports of the loopback address that nobody has.</summary>
internal static class FreePorts
{
    /// <summary>That many ports in a row.</summary>
    public static int[] Take(int count)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var first = Probe(0);
            var ports = Enumerable.Range(first, count).ToArray();
            if (ports.Skip(1).All(port => port <= IPEndPoint.MaxPort && Probe(port) == port))
            {
                return ports;
            }
        }

        throw new InvalidOperationException($"there are no {count} free ports in a row");
    }

    // The port that was asked for, or any for 0; 0 when somebody has it.
    private static int Probe(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
