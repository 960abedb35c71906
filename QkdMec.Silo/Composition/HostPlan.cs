using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Composition;

/// <summary>A MEC host of the system.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sae">Its SAE.</param>
/// <param name="KeyAddresses">Its site's QKD 014 listeners, the nearest first.</param>
/// <param name="Resources">What it bears.</param>
internal sealed record HostPlan(HostId Id, SaeId Sae, ImmutableArray<Uri> KeyAddresses, HostScenario Resources)
{
    /// <summary>The workers that run its functions; none: they run in its own process.</summary>
    public ImmutableArray<WorkerPlan> Workers { get; init; } = [];
}
