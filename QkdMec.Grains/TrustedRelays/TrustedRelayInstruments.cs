using System.Diagnostics.Metrics;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>What relays do, counted by site and outcome.</summary>
public sealed class TrustedRelayInstruments : IDisposable
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.TrustedRelays";

    /// <summary>Frames by how they ended.</summary>
    public const string FramesName = "qkdmec.relay.frames";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> frames;

    /// <summary>Creates the instruments.</summary>
    public TrustedRelayInstruments() => frames = meter.CreateCounter<long>(FramesName, "{frame}", "Relay frames by outcome");

    /// <summary>A hop handled a frame.</summary>
    public void FrameHandled(SiteId site, RelayOutcome outcome) =>
        frames.Add(1, new KeyValuePair<string, object?>("site", site.Value), new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
