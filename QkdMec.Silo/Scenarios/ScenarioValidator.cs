using QkdMec.Grains.Identity;

namespace QkdMec.Silo.Scenarios;

/// <summary>Checks a scenario as a whole and lists every fault with its remedy, so that one look mends the file.</summary>
internal static class ScenarioValidator
{
    /// <summary>The faults; none when the scenario can run.</summary>
    public static IReadOnlyList<string> Validate(Scenario scenario)
    {
        var faults = new List<string>();
        if (scenario.Sites.Count == 0)
        {
            faults.Add("'sites' is empty: give at least one site with its KME");
        }

        CheckNames(scenario, faults);
        foreach (var site in scenario.Sites)
        {
            CheckSite(site, faults);
            KeyDeliveryChoices.Check(site, faults);
        }

        PortChecks.Check(scenario, faults);
        WorkerChecks.Check(scenario, faults);
        LinkChecks.Check(scenario, faults);
        NetworkChecks.Check(scenario, faults);
        AppChecks.Check(scenario, faults);
        return faults;
    }

    /// <summary>Adds a fault for each name that is no name, or stands twice among its kind.</summary>
    internal static void CheckKind(string kind, IEnumerable<string> names, List<string> faults)
    {
        foreach (var group in names.GroupBy(name => name, StringComparer.Ordinal))
        {
            if (!Names.IsValid(group.Key))
            {
                faults.Add($"'{group.Key}' is not a name for a {kind}: use 1 to {Names.MaxLength} letters, digits, '.', '_' or '-'");
            }

            if (group.Skip(1).Any())
            {
                faults.Add($"{kind} '{group.Key}' stands {group.Count()} times: give each its own name");
            }
        }
    }

    /// <summary>Adds a fault for each name that the system's own files bear.</summary>
    internal static void CheckReserved(IEnumerable<string> names, List<string> faults)
    {
        foreach (var name in names.Where(Names.IsReserved).Distinct(StringComparer.Ordinal))
        {
            faults.Add($"'{name}' is a name of the system's own files: give another one");
        }
    }

    private static void CheckNames(Scenario scenario, List<string> faults)
    {
        CheckKind("site", scenario.Sites.Select(site => site.Id), faults);
        CheckKind("KME", scenario.Sites.Select(site => site.Kme), faults);
        CheckKind("SAE", scenario.Sites.SelectMany(site => site.Saes), faults);
        CheckKind("app", scenario.Apps.Select(app => app.Name), faults);
        CheckReserved(scenario.Sites.SelectMany(site => site.Saes.Append(site.Kme).Append(site.Id)), faults);
        if (scenario.Sites.Count(site => site.Client is not null) > 1)
        {
            faults.Add("several sites have a 'client': one process runs one client perimeter, so keep one");
        }
    }

    private static void CheckSite(SiteScenario site, List<string> faults)
    {
        CheckKind($"MEC host of site '{site.Id}'", site.Hosts.Select(host => host.Id), faults);
        foreach (var host in site.Hosts)
        {
            CheckSae(site, $"MEC host '{host.Id}'", host.Sae, faults);
            CheckAtLeastOne(host, "contexts", host.Contexts, faults);
            CheckAtLeastOne(host, "memoryMegabytes", host.MemoryMegabytes, faults);
            HostLocationChecks.Check(host, faults);
        }

        foreach (var shared in site.Hosts.GroupBy(host => host.Sae, StringComparer.Ordinal).Where(group => group.Skip(1).Any()))
        {
            faults.Add($"SAE '{shared.Key}' serves {shared.Count()} MEC hosts of site '{site.Id}': give each host a SAE of its own");
        }

        if (site.Client is { } client)
        {
            CheckSae(site, "the client perimeter", client.Sae, faults);
            if (client.DeviceApp.Length is 0 or > 32)
            {
                faults.Add($"device application '{client.DeviceApp}' has {client.DeviceApp.Length} characters: give 1 to 32");
            }
        }
    }

    private static void CheckAtLeastOne(HostScenario host, string member, int value, List<string> faults)
    {
        if (value < 1)
        {
            faults.Add($"MEC host '{host.Id}': '{member}' is {value}: give at least 1");
        }
    }

    private static void CheckSae(SiteScenario site, string user, string sae, List<string> faults)
    {
        if (!site.Saes.Contains(sae, StringComparer.Ordinal))
        {
            faults.Add($"{user} of site '{site.Id}' uses SAE '{sae}', which the site does not have: add it to the site's 'saes'");
        }
    }
}
