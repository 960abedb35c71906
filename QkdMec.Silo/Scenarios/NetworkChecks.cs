using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Silo.Scenarios;

/// <summary>The part of the check that is about how the network routes.</summary>
internal static class NetworkChecks
{
    private const long MostReserve = 1024 * 1024 * 1024;

    /// <summary>Adds the faults of the scenario's routing.</summary>
    public static void Check(Scenario scenario, List<string> faults)
    {
        if (scenario.Policies.Routing is { } routing && !RoutePolicies.Names.Contains(routing))
        {
            faults.Add($"policies: there is no routing '{routing}': give one of {string.Join(", ", RoutePolicies.Names)}");
        }

        foreach (var link in scenario.Links.Where(link => link.ReserveBytes is < 0 or > MostReserve))
        {
            faults.Add($"link '{string.Join("–", link.Between)}': 'reserveBytes' is {link.ReserveBytes}: give 0 to {MostReserve}");
        }
    }
}
