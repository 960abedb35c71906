using System.Collections.Immutable;
using QkdMec.Grains.Entropy;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary><c>score</c>: at random, weighted by free load times the share of the best key rate, as the papers' authors designed it.</summary>
internal sealed class ScoredRandomPolicy : IPlacementPolicy
{
    public string Name => "score";

    public HostPicture Choose(ImmutableArray<HostPicture> feasible, IEntropySource entropy)
    {
        var bestRate = feasible.Max(host => host.Keys!.RateBitsPerSecond);
        var scores = feasible.Select(host => Score(host, bestRate)).ToArray();
        var drawn = entropy.Fraction() * scores.Sum();
        for (var index = 0; index < scores.Length; index++)
        {
            drawn -= scores[index];
            if (drawn < 0)
            {
                return feasible[index];
            }
        }

        return feasible[^1];
    }

    // A full host that is feasible still gets a small chance, so that the sum is never 0.
    private static double Score(HostPicture host, double bestRate) =>
        Math.Max(1 - host.Status!.Load, 0.001) * (bestRate > 0 ? Math.Max(host.Keys!.RateBitsPerSecond / bestRate, 0.001) : 1);
}
