using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Silo.Scenarios;

/// <summary>The part of the check that is about how the network routes.</summary>
internal static class NetworkChecks
{
    private const long MostReserve = 1024 * 1024 * 1024;

    /// <summary>Adds the faults of the scenario's routing.</summary>
    public static void Check(Scenario scenario, List<string> faults)
    {
        var policies = scenario.Policies;
        if (policies.Routing is { } routing && !RoutePolicies.Names.Contains(routing))
        {
            faults.Add($"policies: there is no routing '{routing}': give one of {string.Join(", ", RoutePolicies.Names)}");
        }

        foreach (var link in scenario.Links.Where(link => link.ReserveBytes is < 0 or > MostReserve))
        {
            faults.Add($"link '{string.Join("–", link.Between)}': 'reserveBytes' is {link.ReserveBytes}: give 0 to {MostReserve}");
        }

        CheckNumber("policies", policies.DisjointPaths, faults);
        foreach (var pair in policies.Pairs)
        {
            CheckNumber($"pair '{NameOf(pair)}'", pair.DisjointPaths, faults);
            CheckEnds(pair, scenario, faults);
        }

        // Only a network without faults can be laid out and searched.
        if (faults.Count == 0)
        {
            CheckPaths(scenario, faults);
        }
    }

    /// <summary>How many routes a pair of KMEs must have.</summary>
    public static int PathsOf(PolicyScenario policies, LinkId pair) =>
        policies.Pairs.FirstOrDefault(entry => PairOf(entry) == pair)?.DisjointPaths ?? policies.DisjointPaths;

    /// <summary>The pair that an entry names.</summary>
    public static LinkId PairOf(PairScenario pair) => LinkId.Between(KmeId.Parse(pair.Between[0]), KmeId.Parse(pair.Between[1]));

    private static void CheckNumber(string where, int paths, List<string> faults)
    {
        if (paths is < 1 or > RelayPaths.MostRoutes)
        {
            faults.Add($"{where}: 'disjointPaths' is {paths}: give 1 to {RelayPaths.MostRoutes}");
        }
    }

    private static void CheckEnds(PairScenario pair, Scenario scenario, List<string> faults)
    {
        if (pair.Between.Count != 2 || pair.Between[0] == pair.Between[1])
        {
            faults.Add($"pair '{NameOf(pair)}': 'between' names {pair.Between.Count} KMEs: give two different ones");
        }

        foreach (var stranger in pair.Between.Where(kme => scenario.Sites.All(site => site.Kme != kme)))
        {
            faults.Add($"pair '{NameOf(pair)}': there is no KME '{stranger}': give one of the sites'");
        }
    }

    private static void CheckPaths(Scenario scenario, List<string> faults)
    {
        var topology = new NetworkTopology(
            scenario.Sites.Select(site => new KmeAddress(SiteId.Parse(site.Id), KmeId.Parse(site.Kme))),
            scenario.Links.Select(link => LinkId.Between(KmeId.Parse(link.Between[0]), KmeId.Parse(link.Between[1]))),
            scenario.Sites.SelectMany(site => site.Saes.Select(sae => KeyValuePair.Create(SaeId.Parse(sae), KmeId.Parse(site.Kme)))));
        foreach (var pair in topology.SaePairs.Where(pair => PathsOf(scenario.Policies, pair) > 1 && !topology.HasLink(pair)))
        {
            var (wanted, found) = (PathsOf(scenario.Policies, pair), DisjointRoutes.Count(topology, pair.Smaller, pair.Larger));
            if (found < wanted)
            {
                faults.Add($"KMEs '{pair.Smaller}' and '{pair.Larger}' must have {wanted} routes without a common relay and have {found}: add links, or lower 'disjointPaths'");
            }
        }
    }

    private static string NameOf(PairScenario pair) => string.Join("–", pair.Between);
}
