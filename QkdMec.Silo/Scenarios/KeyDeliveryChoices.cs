using System.Collections.Immutable;
using QkdMec.Gateway.Qkd014;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;

namespace QkdMec.Silo.Scenarios;

/// <summary>Puts what a scenario says of a KME's key delivery into its options, and checks it.</summary>
internal static class KeyDeliveryChoices
{
    private const int ThumbprintDigits = 64;

    /// <summary>The options of the delivery.</summary>
    public static KeyDeliveryOptions In(this KeyDeliveryScenario said, KeyDeliveryOptions options) => options with
    {
        MaxKeysPerRequest = said.MaxKeysPerRequest ?? options.MaxKeysPerRequest,
        MaxAdditionalSaes = said.MaxAdditionalSaes ?? options.MaxAdditionalSaes,
        PairBitsPerSecond = said.PairBitsPerSecond ?? options.PairBitsPerSecond,
        PairBurst = Seconds(said.PairBurstSeconds) ?? options.PairBurst,
    };

    /// <summary>The options of the listener.</summary>
    public static Qkd014Options In(this KeyDeliveryScenario said, Qkd014Options options) => said.ConnectionsIn(options) with
    {
        SaesByThumbprint = said.SaesByThumbprint.ToImmutableDictionary(entry => entry.Key.ToUpperInvariant(), entry => SaeId.Parse(entry.Value)),
        AcceptsEmptyAdditionalSlaves = said.AcceptsEmptyAdditionalSlaves ?? options.AcceptsEmptyAdditionalSlaves,
        MaxRequestsPerSecondPerSae = said.MaxRequestsPerSecondPerSae ?? options.MaxRequestsPerSecondPerSae,
        MaxRequestBodyBytes = said.MaxRequestBodyBytes ?? options.MaxRequestBodyBytes,
        MaxDiscardedBodyBytes = said.MaxDiscardedBodyBytes ?? options.MaxDiscardedBodyBytes,
        MinBodyBytesPerSecond = said.MinBodyBytesPerSecond ?? options.MinBodyBytesPerSecond,
        BodyGrace = Seconds(said.BodyGraceSeconds) ?? options.BodyGrace,
    };

    /// <summary>Adds the faults of what a site says.</summary>
    public static void Check(SiteScenario site, List<string> faults)
    {
        var said = site.KeyDelivery;
        foreach (var (thumbprint, sae) in said.SaesByThumbprint)
        {
            if (thumbprint.Length != ThumbprintDigits || !thumbprint.All(char.IsAsciiHexDigit))
            {
                faults.Add($"site '{site.Id}': '{thumbprint}' is no SHA-256 thumbprint: give {ThumbprintDigits} hexadecimal digits");
            }

            if (!site.Saes.Contains(sae, StringComparer.Ordinal))
            {
                faults.Add($"site '{site.Id}': thumbprint '{thumbprint}' stands for SAE '{sae}', which the site does not have: add it to the site's 'saes'");
            }
        }

        foreach (var (name, value, least, most) in Numbers(said).Where(entry => entry.Value < entry.Least || entry.Value > entry.Most))
        {
            faults.Add($"site '{site.Id}': '{name}' is {value}: give {least} to {most}");
        }

        CheckHandshakes(site, faults);
        if (said.PairBurstSeconds is null or (>= 0.001 and <= 3600))
        {
            faults.AddRange(said.In(new KeyDeliveryOptions()).Faults().Select(fault => $"site '{site.Id}': {fault}"));
        }
    }

    private static void CheckHandshakes(SiteScenario site, List<string> faults)
    {
        var (said, connections) = (site.KeyDelivery.MaxHandshakes, site.KeyDelivery.MaxConnections ?? Qkd014Options.DefaultMaxConnections);
        if (said >= connections)
        {
            faults.Add($"site '{site.Id}': 'maxHandshakes' is {said}: give less than 'maxConnections', {connections}, or silent clients keep all others out");
        }
    }

    /// <summary>How many connections there may be, and for how long. Unfinished handshakes leave at least half of the places to others, unless more is said.</summary>
    private static Qkd014Options ConnectionsIn(this KeyDeliveryScenario said, Qkd014Options options)
    {
        var most = said.MaxConnections ?? options.MaxConnections;
        return options with
        {
            MaxConnections = most,
            MaxConnectionsPerSae = said.MaxConnectionsPerSae ?? options.MaxConnectionsPerSae,
            MaxHandshakesPerAddress = said.MaxHandshakesPerAddress ?? options.MaxHandshakesPerAddress,
            MaxHandshakes = said.MaxHandshakes ?? Math.Clamp(most / 2, 1, options.MaxHandshakes),
            HandshakeTimeout = Seconds(said.HandshakeSeconds) ?? options.HandshakeTimeout,
            HeadersTimeout = Seconds(said.HeadersSeconds) ?? options.HeadersTimeout,
            KeepAliveTimeout = Seconds(said.KeepAliveSeconds) ?? options.KeepAliveTimeout,
        };
    }

    private static TimeSpan? Seconds(double? said) => said is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static IEnumerable<(string Name, double? Value, double Least, double Most)> Numbers(KeyDeliveryScenario said) =>
    [
        ("pairBurstSeconds", said.PairBurstSeconds, 0.001, 3600),
        ("maxRequestsPerSecondPerSae", said.MaxRequestsPerSecondPerSae, 0, 10_000_000),
        ("maxConnectionsPerSae", said.MaxConnectionsPerSae, 1, 1_000_000),
        ("maxConnections", said.MaxConnections, 1, 1_000_000),
        ("maxHandshakesPerAddress", said.MaxHandshakesPerAddress, 1, 1_000_000),
        ("maxHandshakes", said.MaxHandshakes, 1, 1_000_000),
        ("maxRequestBodyBytes", said.MaxRequestBodyBytes, 1024, 16 * 1024 * 1024),
        ("maxDiscardedBodyBytes", said.MaxDiscardedBodyBytes, 0, 64 * 1024 * 1024),
        ("minBodyBytesPerSecond", said.MinBodyBytesPerSecond, 1, 10_000_000),
        ("bodyGraceSeconds", said.BodyGraceSeconds, 1.1, 60),
        ("handshakeSeconds", said.HandshakeSeconds, 0.1, 60),
        ("headersSeconds", said.HeadersSeconds, 0.1, 60),
        ("keepAliveSeconds", said.KeepAliveSeconds, 1, 86_400),
    ];
}
