using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Bench.Loads;

/// <summary>Where clients connect.</summary>
/// <param name="Port">A port of 127.0.0.1.</param>
/// <param name="Certificate">The client's certificate for mutual TLS; null for plain HTTP.</param>
/// <param name="Authority">The only authority that may vouch for the server.</param>
internal sealed record ServerAddress(int Port, X509Certificate2? Certificate = null, X509Certificate2? Authority = null)
{
    /// <summary>What stands in the <c>Host</c> header.</summary>
    public string Host => $"127.0.0.1:{Port}";
}
