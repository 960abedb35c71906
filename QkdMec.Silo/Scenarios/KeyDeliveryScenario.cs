namespace QkdMec.Silo.Scenarios;

/// <summary>What is particular about the key delivery of a KME. What is not said is as <c>KeyDeliveryOptions</c> and <c>Qkd014Options</c> have it.</summary>
internal sealed record KeyDeliveryScenario
{
    /// <summary>SAEs of the site by the SHA-256 thumbprint of their certificates (64 hexadecimal digits), for certificates of the site's authority that name them neither in a URI nor in the common name.</summary>
    public IReadOnlyDictionary<string, string> SaesByThumbprint { get; init; } = new Dictionary<string, string>();

    /// <summary>The most keys in one request.</summary>
    public int? MaxKeysPerRequest { get; init; }

    /// <summary>The most additional slaves of one request; 0 offers none.</summary>
    public int? MaxAdditionalSaes { get; init; }

    /// <summary>Whether an empty list of additional slaves is taken for none instead of refused.</summary>
    public bool? AcceptsEmptyAdditionalSlaves { get; init; }

    /// <summary>How much key one pair of SAEs may draw, in bits a second; 0 without limit.</summary>
    public long? PairBitsPerSecond { get; init; }

    /// <summary>How many seconds of that rate a pair may draw at once.</summary>
    public double? PairBurstSeconds { get; init; }

    /// <summary>How many requests a second one SAE may make; 0 without limit.</summary>
    public int? MaxRequestsPerSecondPerSae { get; init; }

    /// <summary>Connections that one SAE may hold open.</summary>
    public int? MaxConnectionsPerSae { get; init; }

    /// <summary>Connections in all.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>Connections of one address whose TLS handshake is not finished; one more ends the oldest of them.</summary>
    public int? MaxHandshakesPerAddress { get; init; }

    /// <summary>Connections of all addresses whose TLS handshake is not finished, less than <c>maxConnections</c>; one more ends the oldest of them.</summary>
    public int? MaxHandshakes { get; init; }

    /// <summary>The largest request body, in bytes.</summary>
    public int? MaxRequestBodyBytes { get; init; }

    /// <summary>How much of a larger body is read and dropped after its refusal, in bytes; with a longer one the connection ends.</summary>
    public int? MaxDiscardedBodyBytes { get; init; }

    /// <summary>How fast a request's body must arrive, in bytes a second.</summary>
    public double? MinBodyBytesPerSecond { get; init; }

    /// <summary>How many seconds a body may be slower than that.</summary>
    public double? BodyGraceSeconds { get; init; }

    /// <summary>How many seconds a TLS handshake may take.</summary>
    public double? HandshakeSeconds { get; init; }

    /// <summary>How many seconds the headers of a request may take.</summary>
    public double? HeadersSeconds { get; init; }

    /// <summary>How many seconds a connection may wait for its next request, or its first.</summary>
    public double? KeepAliveSeconds { get; init; }
}
