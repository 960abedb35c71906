using System.Diagnostics.Metrics;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;

namespace QkdMec.Grains.Orchestration;

/// <summary>What the orchestrator places and refuses, and how full hosts are.</summary>
public sealed class MecInstruments : IDisposable
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.Mec";

    /// <summary>Placements by outcome: placed, or why not.</summary>
    public const string PlacementsName = "qkdmec.mec.placements";

    /// <summary>Contexts that left a host, by host and reason.</summary>
    public const string RelocationsName = "qkdmec.mec.relocations";

    /// <summary>Contexts that a host has or holds room for.</summary>
    public const string ContextsName = "qkdmec.mec.contexts";

    /// <summary>Contexts that a host takes.</summary>
    public const string ContextLimitName = "qkdmec.mec.context_limit";

    /// <summary>Whether a host is in a state: 1 in the one it is in, 0 in the others.</summary>
    public const string HostStateName = "qkdmec.mec.host_state";

    private static readonly HostState[] States = Enum.GetValues<HostState>();

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> placements;
    private readonly Counter<long> relocations;
    private readonly Gauge<int> contexts;
    private readonly Gauge<int> limit;
    private readonly Gauge<int> states;

    /// <summary>Creates the instruments.</summary>
    public MecInstruments()
    {
        placements = meter.CreateCounter<long>(PlacementsName, "{placement}", "Placements by outcome");
        relocations = meter.CreateCounter<long>(RelocationsName, "{context}", "Contexts that left a host, by host and reason");
        contexts = meter.CreateGauge<int>(ContextsName, "{context}", "Contexts that a host has or holds room for");
        limit = meter.CreateGauge<int>(ContextLimitName, "{context}", "Contexts that a host takes");
        states = meter.CreateGauge<int>(HostStateName, null, "Whether a host is in a state");
    }

    /// <summary>A placement was decided.</summary>
    public void Placed(PlacementStatus status) => placements.Add(1, new KeyValuePair<string, object?>("outcome", status.ToString()));

    /// <summary>Contexts left a host.</summary>
    public void Relocated(HostId host, MoveReason reason, int count) => relocations.Add(
        count, new KeyValuePair<string, object?>("host", host.ToGrainKey()), new KeyValuePair<string, object?>("reason", reason.ToString()));

    /// <summary>A host's room changed.</summary>
    public void HostSeen(HostStatus host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var tag = new KeyValuePair<string, object?>("host", host.Host.ToGrainKey());
        contexts.Record(host.ContextsUsed, tag);
        limit.Record(host.ContextsLimit, tag);
    }

    /// <summary>A host is in a state.</summary>
    public void HostStateSeen(HostId host, HostState state) => RecordStates(host, state);

    /// <summary>A host went.</summary>
    public void HostGone(HostId host) => RecordStates(host, null);

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private void RecordStates(HostId host, HostState? current)
    {
        foreach (var state in States)
        {
            states.Record(state == current ? 1 : 0, new("host", host.ToGrainKey()), new("state", state.ToString()));
        }
    }
}
