using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;

namespace QkdMec.Gateway.Qkd014;

/// <summary>The QKD 014 listener of one KME.</summary>
public sealed record Qkd014Options
{
    /// <summary>What <see cref="MaxConnections"/> is unless it is set.</summary>
    public const int DefaultMaxConnections = 4096;

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

    /// <summary>How much of a larger body is read and dropped after its refusal, so that its sender sees that, in bytes. 2 MiB; with a longer one the connection ends.</summary>
    public int MaxDiscardedBodyBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Connections that one SAE may hold open. 256.</summary>
    public int MaxConnectionsPerSae { get; init; } = 256;

    /// <summary>
    /// Requests a second that one SAE may make over all its connections, and as many at once after a pause; beyond that 429. 0: no limit, for a SAE's
    /// connections each have one request at a time, and an operator knows how much a site's SAEs need.
    /// </summary>
    public int MaxRequestsPerSecondPerSae { get; init; }

    /// <summary>Connections of one address whose TLS handshake is not finished; one more ends the oldest of them. 512: an honest client may open many at once.</summary>
    public int MaxHandshakesPerAddress { get; init; } = 512;

    /// <summary>Connections of all addresses whose TLS handshake is not finished; one more ends the oldest of them. 2048: half of all connections.</summary>
    public int MaxHandshakes { get; init; } = 2048;

    /// <summary>Connections in all, those without a finished handshake included. 4096.</summary>
    public int MaxConnections { get; init; } = DefaultMaxConnections;

    /// <summary>How long a TLS handshake may take. 5 s: a client that connects and stays silent must not hold a place for long.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the headers of a request may take. 5 s.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection may wait for its next request, or its first. 2 min: SAEs that ask now and then keep their connection.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How fast a request's body must arrive, in bytes a second. 4096: the largest body then takes 16 s at most.</summary>
    public double MinBodyBytesPerSecond { get; init; } = 4096;

    /// <summary>How long a body may be slower than that. 5 s, more than 1 s.</summary>
    public TimeSpan BodyGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of <see cref="MaxRequestsPerSecondPerSae"/>. The system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
