using System.Diagnostics.Metrics;
using QkdMec.Grains.MecHosts;

namespace QkdMec.Grains.Orchestration;

/// <summary>What the orchestrator places and refuses, and how full hosts are.</summary>
public sealed class MecInstruments : IDisposable
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.Mec";

    /// <summary>Placements by outcome: placed, or why not.</summary>
    public const string PlacementsName = "qkdmec.mec.placements";

    /// <summary>Contexts that a host has or holds room for.</summary>
    public const string ContextsName = "qkdmec.mec.contexts";

    /// <summary>Contexts that a host takes.</summary>
    public const string ContextLimitName = "qkdmec.mec.context_limit";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> placements;
    private readonly Gauge<int> contexts;
    private readonly Gauge<int> limit;

    /// <summary>Creates the instruments.</summary>
    public MecInstruments()
    {
        placements = meter.CreateCounter<long>(PlacementsName, "{placement}", "Placements by outcome");
        contexts = meter.CreateGauge<int>(ContextsName, "{context}", "Contexts that a host has or holds room for");
        limit = meter.CreateGauge<int>(ContextLimitName, "{context}", "Contexts that a host takes");
    }

    /// <summary>A placement was decided.</summary>
    public void Placed(PlacementStatus status) => placements.Add(1, new KeyValuePair<string, object?>("outcome", status.ToString()));

    /// <summary>A host's room changed.</summary>
    public void HostSeen(HostStatus host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var tag = new KeyValuePair<string, object?>("host", host.Host.ToGrainKey());
        contexts.Record(host.ContextsUsed, tag);
        limit.Record(host.ContextsLimit, tag);
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
