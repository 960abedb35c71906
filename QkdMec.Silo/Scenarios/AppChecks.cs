using QkdMec.Grains.Orchestration.Placement;

namespace QkdMec.Silo.Scenarios;

/// <summary>The part of the check that is about applications and policies. The lengths are those of ETSI MEC 016.</summary>
internal static class AppChecks
{
    private const int LongestName = 32;
    private const int LongestDescription = 128;

    // Room for the reserve of a link and a relayed block beyond it, in each pool.
    private const long LeastPool = 128 * 1024;
    private const long MostPool = 64L * 1024 * 1024 * 1024;

    /// <summary>Adds the faults of the scenario's applications and policies.</summary>
    public static void Check(Scenario scenario, List<string> faults)
    {
        foreach (var app in scenario.Apps)
        {
            CheckLength(app, "name", app.Name, LongestName, faults);
            CheckLength(app, "provider", app.Provider, LongestName, faults);
            CheckLength(app, "version", app.Version, LongestName, faults);
            CheckLength(app, "description", app.Description, LongestDescription, faults);
            if (!KnownFunctions.Names.Contains(app.Function))
            {
                faults.Add($"app '{app.Name}': there is no function '{app.Function}': give one of {string.Join(", ", KnownFunctions.Names)}");
            }

            if (app.MemoryMegabytes < 1)
            {
                faults.Add($"app '{app.Name}': 'memoryMegabytes' is {app.MemoryMegabytes}: give at least 1");
            }
        }

        CheckPolicies(scenario.Policies, faults);
        CheckHosts(scenario, faults);
    }

    private static void CheckPolicies(PolicyScenario policies, List<string> faults)
    {
        if (!PlacementPolicies.Names.Contains(policies.Placement))
        {
            faults.Add($"policies: there is no placement '{policies.Placement}': give one of {string.Join(", ", PlacementPolicies.Names)}");
        }

        if (policies.KeyRateBitsPerSecond is not (>= 0 and < 1e9))
        {
            faults.Add($"policies: 'keyRateBitsPerSecond' is {policies.KeyRateBitsPerSecond}: give 0 to below 1e9");
        }

        if (policies.StockHorizonSeconds is not (>= 0 and <= 1e9))
        {
            faults.Add($"policies: 'stockHorizonSeconds' is {policies.StockHorizonSeconds}: give 0 to 1e9");
        }

        if (policies.PoolCapacityBytes is < LeastPool or > MostPool)
        {
            faults.Add($"policies: 'poolCapacityBytes' is {policies.PoolCapacityBytes}: give {LeastPool} to {MostPool}");
        }
    }

    private static void CheckHosts(Scenario scenario, List<string> faults)
    {
        var policies = scenario.Policies;
        var hosts = scenario.Sites.SelectMany(site => site.Hosts.Select(host => $"{site.Id}/{host.Id}")).ToList();
        if (policies.Placement == PlacementPolicies.Single && policies.SingleHost is null)
        {
            faults.Add("policies: the placement 'single' needs a 'singleHost': give one of " + string.Join(", ", hosts));
        }

        if (policies.Placement == PlacementPolicies.ByApp && policies.HostsByApp.Count == 0)
        {
            faults.Add("policies: the placement 'by-app' needs 'hostsByApp': give the host of each application");
        }

        faults.AddRange(policies.HostsByApp.Values.Append(policies.SingleHost).OfType<string>().Where(named => !hosts.Contains(named))
            .Select(named => $"policies: there is no host '{named}': give one of {string.Join(", ", hosts)}"));
    }

    private static void CheckLength(AppScenario app, string member, string value, int longest, List<string> faults)
    {
        if (value.Length == 0 || value.Length > longest)
        {
            faults.Add($"app '{app.Name}': '{member}' has {value.Length} characters: give 1 to {longest}");
        }
    }
}
