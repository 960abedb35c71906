using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Orchestration;

/// <summary>Puts the reasons of all hosts into one answer.</summary>
internal static class PlacementRefusals
{
    /// <summary>The answer when no host can take a context: the reason of the host that came closest leads.</summary>
    public static PlacementOutcome Combine(IReadOnlyCollection<(HostId Host, HostRefusal Refusal)> refusals)
    {
        if (refusals.Count == 0)
        {
            return new PlacementOutcome(PlacementStatus.NotAllowed, null, "There is no MEC host.");
        }

        var reasons = refusals.OrderBy(entry => entry.Host.ToGrainKey(), StringComparer.Ordinal)
            .Select(entry => $"{entry.Host}: {entry.Refusal.Reason}");
        return new PlacementOutcome(refusals.Max(entry => Closeness(entry.Refusal.Status)).Status, null, string.Join("; ", reasons) + ".");
    }

    // What may change by itself outweighs what may not: a device can try again later.
    private static (int Rank, PlacementStatus Status) Closeness(PlacementStatus status) => status switch
    {
        PlacementStatus.NoKey => (3, status),
        PlacementStatus.NoCapacity => (2, status),
        PlacementStatus.Unreachable => (1, status),
        _ => (0, status),
    };
}
