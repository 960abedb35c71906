using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts;

/// <summary>What is stored of a host. Its size does not grow with its contexts: those are counted by application, only unfinished business is listed.</summary>
[GenerateSerializer, Alias(TypeAliases.MecHostState)]
internal sealed class MecHostState
{
    /// <summary>The ticket given out last.</summary>
    [Id(0)]
    public long LastTicket { get; set; }

    /// <summary>Confirmed contexts by application.</summary>
    [Id(1)]
    public List<DeployedApp> Confirmed { get; set; } = [];

    /// <summary>Reservations and releases that are not finished, oldest first.</summary>
    [Id(2)]
    public List<PendingEntry> Pending { get; set; } = [];

    /// <summary>
    /// For how long activations of the host have run up to the last write, by clocks that never jump. What happened between two activations
    /// is not counted, so an entry is at least as old as it seems.
    /// </summary>
    [Id(3)]
    public TimeSpan RunningTime { get; set; }

    /// <summary>What the registry said of the host last; null: nothing yet, so it is as configured.</summary>
    [Id(4)]
    public HostOrders? Orders { get; set; }
}
