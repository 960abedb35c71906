using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Telemetry.Logging;

namespace QkdMec.Silo.Workers;

/// <summary>What the command line of a worker decides.</summary>
internal sealed record WorkerSettings
{
    /// <summary>The first argument of a worker's command line.</summary>
    public const string Command = "worker";

    /// <summary>Where it listens, mutual TLS.</summary>
    public required Uri Listen { get; init; }

    /// <summary>Its SAE's certificate, PEM.</summary>
    public required string Certificate { get; init; }

    /// <summary>The certificate's private key, PEM, mode 0600.</summary>
    public required string Key { get; init; }

    /// <summary>The authorities of its own site and of the hosts', PEM; no others are trusted.</summary>
    public required string Authorities { get; init; }

    /// <summary>Where its KME serves QKD 014, the nearest first.</summary>
    public required ImmutableArray<Uri> Kmes { get; init; }

    /// <summary>The SAEs of the MEC hosts that it serves.</summary>
    public required ImmutableArray<SaeId> Hosts { get; init; }

    /// <summary>How many functions run at once.</summary>
    public required int MaxRuns { get; init; }

    /// <summary>How the lines of the log look.</summary>
    public required LogFormat LogFormat { get; init; }

    /// <summary>The longest handshake.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long what runs may take to end after SIGTERM; the process exits within 10 s in all.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(6);
}
