using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Bench.Loads;

/// <summary>Where clients connect.</summary>
/// <param name="Port">Its port.</param>
/// <param name="Certificate">The client's certificate for mutual TLS; null for plain HTTP.</param>
/// <param name="Authority">The only authority that may vouch for the server.</param>
internal sealed record ServerAddress(int Port, X509Certificate2? Certificate = null, X509Certificate2? Authority = null)
{
    /// <summary>Its address. Default: 127.0.0.1.</summary>
    public IPAddress Ip { get; init; } = IPAddress.Loopback;

    /// <summary>What stands in the <c>Host</c> header.</summary>
    public string Host => $"{Ip}:{Port}";
}
