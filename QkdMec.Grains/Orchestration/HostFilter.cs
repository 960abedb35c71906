using QkdMec.Grains.Locations;
using QkdMec.Grains.MecHosts;

namespace QkdMec.Grains.Orchestration;

/// <summary>Which hosts can take a context, and what the others lack.</summary>
internal sealed class HostFilter(MecOptions options, PlacementRequest request)
{
    private readonly LocationWishes locations = new(request.App.Locations, request.Locations);

    /// <summary>The key rate the context holds.</summary>
    public double KeyRate => request.App.Rules.KeyRateBitsPerSecond ?? options.KeyRateBitsPerSecond;

    /// <summary>Memory of one instance of the application, in MB.</summary>
    public int Memory => request.App.Needs?.MemoryMegabytes ?? options.DefaultMemoryMegabytes;

    /// <summary>What the host lacks; null when it can take the context.</summary>
    public HostRefusal? Check(HostPicture host) =>
        CheckRules(host) ?? CheckState(host.State) ?? CheckKeys(host) ?? CheckRoom(host);

    private HostRefusal? CheckRules(HostPicture host)
    {
        if (!request.App.Rules.Allows(host.Description.Id))
        {
            return new HostRefusal(PlacementStatus.NotAllowed, "the application may not run there");
        }

        return locations.FindMismatch(host.Description.Location) is { } mismatch ? new HostRefusal(PlacementStatus.NotAllowed, mismatch) : null;
    }

    /// <summary>The refusal of a host in a state; null when it takes contexts.</summary>
    public static HostRefusal? CheckState(HostState state) => state.WhyClosed() is { } reason
        ? new HostRefusal(state == HostState.Failed ? PlacementStatus.Unreachable : PlacementStatus.NoCapacity, reason)
        : null;

    private HostRefusal? CheckRoom(HostPicture host)
    {
        if (request.Excluded.Contains(host.Description.Id) || host.Status is not { } status)
        {
            return new HostRefusal(PlacementStatus.Unreachable, "it does not answer");
        }

        if (status.ContextsUsed >= status.ContextsLimit)
        {
            return new HostRefusal(PlacementStatus.NoCapacity, $"all of its {status.ContextsLimit} contexts are in use");
        }

        return CheckMemory(status) ?? CheckLoad(status);
    }

    private HostRefusal? CheckMemory(HostStatus status)
    {
        var more = status.MemoryOfOneMore(new DeployedApp(request.App.AppDId, 1, Memory) { ContextsPerInstance = request.App.Rules.ContextsPerInstance });
        return more == 0 || (long)status.MemoryUsedMegabytes + more <= status.MemoryLimitMegabytes
            ? null
            : new HostRefusal(PlacementStatus.NoCapacity, $"{status.MemoryLimitMegabytes - status.MemoryUsedMegabytes} MB of memory are left, {more} MB are needed");
    }

    private HostRefusal? CheckLoad(HostStatus status)
    {
        if (options.MaxLoad >= 1 || status.Load <= options.MaxLoad)
        {
            return null;
        }

        var what = status.Load == status.ReportedLoad ? "processor load is reported as" : "load is";
        return new HostRefusal(PlacementStatus.NoCapacity, $"its {what} {status.Load:0.##}, the limit {options.MaxLoad:0.##}");
    }

    // The rate is the policy's question.
    private HostRefusal? CheckKeys(HostPicture host) => host.Keys is { StoredBits: var stored } && stored < options.MinStoredBits
        ? new HostRefusal(PlacementStatus.NoKey, $"{stored} bits of key are stored for {host.Description.Kme}, {options.MinStoredBits} are needed")
        : null;
}

/// <summary>Why a host cannot take a context.</summary>
/// <param name="Status">The kind of reason.</param>
/// <param name="Reason">The reason in words.</param>
internal sealed record HostRefusal(PlacementStatus Status, string Reason);
