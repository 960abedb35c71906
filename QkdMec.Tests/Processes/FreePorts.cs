using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace QkdMec.Tests.Processes;

/// <summary>Ports of this machine that nobody else has at present.</summary>
internal static class FreePorts
{
    // Below the range that the system deals out: there any connection of the machine may take a port between the look and its use.
    private const int Lowest = 12_000;
    private const int Highest = 32_000;
    private static readonly ConcurrentDictionary<int, bool> Taken = new();

    /// <summary>Takes one port.</summary>
    public static int Take() => Take(1)[0];

    /// <summary>Takes so many ports in a row.</summary>
    public static int[] Take(int count)
    {
        while (true)
        {
            var row = Enumerable.Range(RandomNumberGenerator.GetInt32(Lowest, Highest - count), count).ToArray();
            if (row.All(port => IsFree(port) && Taken.TryAdd(port, true)))
            {
                return row;
            }
        }
    }

    /// <summary>Occupies a port; null when another has it.</summary>
    public static TcpListener? Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }

    private static bool IsFree(int port)
    {
        using var probe = Listen(port);
        return probe is not null;
    }
}
