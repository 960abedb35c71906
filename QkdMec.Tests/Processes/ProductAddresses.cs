using System.Net;
using System.Net.Sockets;

namespace QkdMec.Tests.Processes;

/// <summary>Ports of a product process that nobody else has at present.</summary>
internal sealed record ProductAddresses(int Gateway, int Client, int FirstKme)
{
    private const int KmeCount = 2;

    public Uri GatewayUri => new($"http://127.0.0.1:{Gateway}");

    public Uri ClientUri => new($"http://127.0.0.1:{Client}");

    public Uri HospitalKme => new($"https://127.0.0.1:{FirstKme}");

    public Uri EdgeKme => new($"https://127.0.0.1:{FirstKme + 1}");

    /// <summary>Another scenario than the product's own; it must not have more listening KMEs.</summary>
    public string? Scenario { get; init; }

    public string[] Arguments =>
    [
        .. Scenario is null ? [] : new[] { "--scenario", Scenario },
        "--gateway", $"http://127.0.0.1:{Gateway}", "--client", $"http://127.0.0.1:{Client}", "--kme-port", $"{FirstKme}",
    ];

    /// <summary>Takes ports that are free at once, and the KMEs' in a row.</summary>
    public static ProductAddresses Take()
    {
        while (true)
        {
            using var first = Listen(0);
            if (first is null || Enumerable.Range(1, KmeCount - 1).Any(next => !IsFree(PortOf(first) + next)))
            {
                continue;
            }

            using var gateway = Listen(0)!;
            using var client = Listen(0)!;
            return new ProductAddresses(PortOf(gateway), PortOf(client), PortOf(first));
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

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
