using System.Net;

namespace QkdMec.Bench.Servers;

/// <summary>Where a site of the product is served.</summary>
/// <param name="Process">By which process.</param>
/// <param name="DataDirectory">From which data directory.</param>
/// <param name="KmePort">The port of its KME.</param>
internal sealed record ServedSite(ServerProcess Process, string DataDirectory, int KmePort)
{
    /// <summary>At which address. Default: 127.0.0.1.</summary>
    public IPAddress Ip { get; init; } = IPAddress.Loopback;
}
