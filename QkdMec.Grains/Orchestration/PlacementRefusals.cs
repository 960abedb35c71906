using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration.Placement;
using QkdMec.Protocols.Placements;

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

    /// <summary>The answer when the policy refused a context: what each host lacks, and what would be admitted instead.</summary>
    /// <param name="scene">What it was decided by.</param>
    /// <param name="lacks">What hosts lack beside key, by their places.</param>
    /// <param name="board">What was offered.</param>
    /// <param name="shortage">What the policy says.</param>
    /// <param name="policy">Its name.</param>
    public static PlacementOutcome Explain(PlacementScene scene, IReadOnlyList<HostRefusal?> lacks, PlacementBoard board, Shortage shortage, string policy)
    {
        var widest = board.WidestFrom(shortage.Demand.User);
        var refusals = scene.Hosts.Select((host, edge) => (host.Description.Id, lacks[edge] ?? LackOfKey(scene, host, widest[edge], shortage) ?? LackOf(board, edge, host, shortage, policy)));
        var outcome = Combine([.. refusals]);
        return shortage.RateThatFits is > 0 and var rate && rate < shortage.Demand.Rate
            ? outcome with { Reason = $"{outcome.Reason} A key rate of {rate:0.##} bit/s would be admitted." }
            : outcome;
    }

    /// <summary>No links that are up lead to a host.</summary>
    public static HostRefusal NoPath(PlacementScene scene, HostPicture host) => new(
        PlacementStatus.NoKey, scene.HasNetwork ? $"no path of links that are up leads to {host.Description.Kme}" : "the key network does not answer");

    private static HostRefusal? LackOfKey(PlacementScene scene, HostPicture host, double widest, Shortage shortage) =>
        widest < 0 ? NoPath(scene, host)
        : widest + PlacementBoard.Crumb < shortage.Demand.Rate
            ? new HostRefusal(PlacementStatus.NoKey, $"{widest:0.##} bit/s of key are left to {host.Description.Kme}, {shortage.Demand.Rate:0.##} bit/s are needed")
            : null;

    private static HostRefusal LackOf(PlacementBoard board, int edge, HostPicture host, Shortage shortage, string policy) =>
        !board.Holds(edge, shortage.Demand.Load) ? new HostRefusal(PlacementStatus.NoCapacity, $"all of its {host.Description.Contexts} contexts are in use or being taken")
        : shortage.Kind switch
        {
            ShortageKind.Price => new HostRefusal(PlacementStatus.NoCapacity, "a context there takes more of what is scarce than it is worth"),
            ShortageKind.Rate => new HostRefusal(PlacementStatus.NoKey, $"the policy '{policy}' has no path to it with {shortage.Demand.Rate:0.##} bit/s of key left"),
            _ => new HostRefusal(PlacementStatus.NoCapacity, $"the policy '{policy}' did not choose it"),
        };

    // What may change by itself outweighs what may not: a device can try again later.
    private static (int Rank, PlacementStatus Status) Closeness(PlacementStatus status) => status switch
    {
        PlacementStatus.NoKey => (3, status),
        PlacementStatus.NoCapacity => (2, status),
        PlacementStatus.Unreachable => (1, status),
        _ => (0, status),
    };
}
