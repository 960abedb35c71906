using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;

namespace QkdMec.Gateway.Qkd014;

/// <summary>The QKD 014 listener of one KME.</summary>
public sealed record Qkd014Options
{
    /// <summary>Where it listens. Loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port. 8443; 0 takes a free one.</summary>
    public int Port { get; init; } = 8443;

    /// <summary>The KME's certificate with its private key.</summary>
    public required X509Certificate2 ServerCertificate { get; init; }

    /// <summary>The roots that issue this KME's SAEs their certificates: the site's own and no other.</summary>
    public required ImmutableArray<X509Certificate2> TrustedRoots { get; init; }

    /// <summary>SAEs whose certificates name them neither in a URI nor in the common name, by SHA-256 thumbprint in upper-case hexadecimal digits. Empty.</summary>
    public ImmutableDictionary<string, SaeId> SaesByThumbprint { get; init; } = ImmutableDictionary<string, SaeId>.Empty;

    /// <summary>Whether an empty <c>additional_slave_SAE_IDs</c> is taken for none instead of refused. No: some clients mean an error by it.</summary>
    public bool AcceptsEmptyAdditionalSlaves { get; init; }

    /// <summary>The largest request body, in bytes. 64 KiB: 128 ids with room to spare.</summary>
    public int MaxRequestBodyBytes { get; init; } = 64 * 1024;

    /// <summary>Connections that one SAE may hold open. 256.</summary>
    public int MaxConnectionsPerSae { get; init; } = 256;

    /// <summary>Connections in all, those without a finished handshake included. 4096.</summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>How long a TLS handshake may take. 5 s: a client that connects and stays silent must not hold a place for long.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the headers of a request may take. 5 s.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
