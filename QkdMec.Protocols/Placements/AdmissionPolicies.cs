using System.Collections.Immutable;
using QkdMec.Protocols.Placements.Policies;

namespace QkdMec.Protocols.Placements;

/// <summary>The placement policies by name.</summary>
public static class AdmissionPolicies
{
    // A value of 40 refuses a load of 1 at an edge node of 5 from a utilisation of 0.77 on, and 4 kb/s on a link of 75 from 0.96 on. See docs/placement.md for what others give.
    private const double AppValue = 40;

    private static readonly JointPrices Prices = new(Mu: 1000, Value: double.PositiveInfinity, Hop: 0.1);

    private static readonly ImmutableArray<(string Name, Func<KeyNetwork, IChance, IAdmissionPolicy> Create)> All =
    [
        ("random", (_, chance) => new UniformPolicy(chance)),
        ("spf", (_, chance) => new ShortestPathFirstPolicy(chance)),
        ("bestfit", (_, chance) => new BestFitPolicy(chance)),
        ("random-blind", (_, chance) => new BlindUniformPolicy(chance)),
        ("spf-blind", (_, chance) => new BlindShortestPathPolicy(chance)),
        ("bestfit-blind", (_, chance) => new BlindBestFitPolicy(chance)),
        ("spf-static", (network, chance) => new StaticShortestPathPolicy(network, chance)),
        ("014-k1", (network, chance) => new PairPathPolicy(network, chance, 1)),
        ("014-k3", (network, chance) => new PairPathPolicy(network, chance, 3)),
        ("015", (_, chance) => new OwnPathPolicy(chance)),
        ("015-reuse", (_, chance) => new ReusedPathPolicy(chance)),
        ("spf-room", (_, chance) => new NearestWithRoomPolicy(chance)),
        ("joint-open", (_, chance) => new JointPolicy(chance, Prices)),
        ("joint", (_, chance) => new JointPolicy(chance, Prices with { Value = AppValue })),
        ("score", (_, chance) => new ScoredPolicy(chance)),
    ];

    /// <summary>The names there are: static ones, online ones, joint ones, and what the papers' authors designed.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(policy => policy.Name)];

    /// <summary>The policy of that name for a network; it remembers nothing but paths of that network.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IAdmissionPolicy Create(string name, KeyNetwork network, IChance chance) =>
        All.FirstOrDefault(policy => policy.Name == name).Create is { } create
            ? create(network, chance)
            : throw new ArgumentException($"there is no placement policy '{name}'", nameof(name));
}
