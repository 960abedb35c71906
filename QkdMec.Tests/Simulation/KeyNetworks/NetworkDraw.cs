using QkdMec.Embedded.Simulation;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>Draws topologies of 2 to 50 KMEs; small ones often, so that a seed costs little on average.</summary>
internal static class NetworkDraw
{
    private const int EqualRoutesSize = 4;
    private const double EqualRoutesShare = 0.1;
    private const double DisjointShare = 0.5;
    private const double WaxmanReach = 0.35;
    private const double WaxmanDensity = 0.6;

    /// <summary>The kind whose pairs may have to have two routes without a common relay.</summary>
    public const string Ring = "ring";

    /// <summary>Every kind that <see cref="Draw"/> can make, scenarios as one.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["chain", Ring, "ring of four", "star", "tree", "waxman", "scenario"];

    public static DrawnNetwork Draw(SeededRandom random, int mostKmes)
    {
        var size = Math.Min(mostKmes, SizeOf(random.Below(100), random));
        var kind = random.Chance(EqualRoutesShare) ? "ring of four" : Kinds[random.Below(Kinds.Count)];
        return kind switch
        {
            "ring of four" when mostKmes >= EqualRoutesSize => DisjointOrNot(DrawnNetwork.Over(kind, EqualRoutesSize, RingOf(EqualRoutesSize), random), random),
            Ring when size > 2 => DisjointOrNot(DrawnNetwork.Over(kind, size, RingOf(size), random), random),
            "star" => DrawnNetwork.Over(kind, size, Enumerable.Range(1, size - 1).Select(node => (0, node)), random),
            "tree" => DrawnNetwork.Over(kind, size, Tree(size, random).ToList(), random),
            "waxman" => DrawnNetwork.Over(kind, size, Waxman(size, random), random),
            "scenario" => OfScenario(random, mostKmes),
            _ => DrawnNetwork.Over("chain", size, Enumerable.Range(1, size - 1).Select(node => (node - 1, node)), random),
        };
    }

    private static int SizeOf(int ticket, SeededRandom random) => ticket switch
    {
        < 60 => 2 + random.Below(3),
        < 85 => 5 + random.Below(4),
        < 95 => 9 + random.Below(6),
        < 98 => 15 + random.Below(11),
        _ => 26 + random.Below(25),
    };

    private static DrawnNetwork DisjointOrNot(DrawnNetwork ring, SeededRandom random) => ring with { DisjointPaths = random.Chance(DisjointShare) ? 2 : 1 };

    private static IEnumerable<(int One, int Other)> RingOf(int size) => Enumerable.Range(0, size).Select(node => (node, (node + 1) % size));

    private static IEnumerable<(int One, int Other)> Tree(int size, SeededRandom random) =>
        Enumerable.Range(1, size - 1).Select(node => (random.Below(node), node));

    /// <summary>A tree, so that all are joined, and links whose probability falls with the distance of random places (Waxman 1988).</summary>
    private static List<(int One, int Other)> Waxman(int size, SeededRandom random)
    {
        var places = Enumerable.Range(0, size).Select(_ => (X: random.Below(1000) / 1e3, Y: random.Below(1000) / 1e3)).ToList();
        var edges = Tree(size, random).ToList();
        for (var one = 0; one < size; one++)
        {
            for (var other = one + 1; other < size; other++)
            {
                var distance = Math.Sqrt(Math.Pow(places[one].X - places[other].X, 2) + Math.Pow(places[one].Y - places[other].Y, 2));
                if (random.Chance(WaxmanDensity * Math.Exp(-distance / WaxmanReach) * Math.Min(1, 8.0 / size)))
                {
                    edges.Add((one, other));
                }
            }
        }

        return edges;
    }

    private static DrawnNetwork OfScenario(SeededRandom random, int mostKmes)
    {
        var names = ScenarioLibrary.Names;
        var scenario = ScenarioLibrary.Load(names[random.Below(names.Count)]);
        return scenario.Sites.Count > mostKmes || scenario.Sites.Count < 2
            ? DrawnNetwork.Over("chain", 2, [(0, 1)], random)
            : DrawnNetwork.Over(
                "scenario",
                scenario.Sites.Select(site => new KmeAddress(SiteId.Parse(site.Id), KmeId.Parse(site.Kme))),
                scenario.Links.Select(link => LinkId.Between(KmeId.Parse(link.Between[0]), KmeId.Parse(link.Between[1]))),
                random);
    }
}
