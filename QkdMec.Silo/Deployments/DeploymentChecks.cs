using QkdMec.Silo.QkdLinks;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Deployments;

/// <summary>Checks a deployment against its scenario and lists every fault with its remedy, so that one look mends the file.</summary>
internal static class DeploymentChecks
{
    /// <summary>The faults; none when the machines can run the scenario.</summary>
    public static IReadOnlyList<string> Check(Deployment deployment, Scenario scenario)
    {
        var faults = new List<string>();
        ScenarioValidator.CheckKind("deployment", [deployment.Name], faults);
        ScenarioValidator.CheckKind("machine", deployment.Machines.Select(machine => machine.Name), faults);
        ScenarioValidator.CheckReserved(deployment.Machines.Select(machine => machine.Name), faults);
        CheckSites(deployment, scenario, faults);
        CheckHosts(deployment, scenario, faults);
        CheckGateways(deployment, faults);
        foreach (var machine in deployment.Machines)
        {
            CheckPerimeter(machine, scenario, faults);
        }

        CheckKeyFiles(deployment, scenario, faults);
        AddressChecks.Check(deployment, scenario, faults);
        return faults;
    }

    private static void CheckSites(Deployment deployment, Scenario scenario, List<string> faults)
    {
        var known = scenario.Sites.Select(site => site.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var machine in deployment.Machines)
        {
            foreach (var site in machine.Sites.GroupBy(site => site, StringComparer.Ordinal))
            {
                if (!known.Contains(site.Key))
                {
                    faults.Add($"machine '{machine.Name}': scenario '{scenario.Name}' has no site '{site.Key}': give one of {string.Join(", ", known)}");
                }
                else if (site.Skip(1).Any())
                {
                    faults.Add($"machine '{machine.Name}': site '{site.Key}' stands {site.Count()} times: give it once");
                }
            }
        }

        foreach (var site in known.Except(deployment.Machines.SelectMany(machine => machine.Sites)))
        {
            faults.Add($"site '{site}' has no machine: add it to the 'sites' of one");
        }
    }

    private static void CheckHosts(Deployment deployment, Scenario scenario, List<string> faults)
    {
        var known = scenario.Sites.SelectMany(site => site.Hosts.Select(host => $"{site.Id}/{host.Id}")).ToHashSet(StringComparer.Ordinal);
        var given =
            from machine in deployment.Machines
            from host in machine.Hosts
            group machine by host;
        foreach (var host in given)
        {
            var where = string.Join("', '", host.Select(machine => machine.Name));
            if (!known.Contains(host.Key))
            {
                var choice = known.Count > 0 ? $"give one of {string.Join(", ", known)}" : "leave it out";
                faults.Add($"machine '{where}': scenario '{scenario.Name}' has no MEC host '{host.Key}': {choice}");
            }
            else if (host.Skip(1).Any())
            {
                faults.Add($"MEC host '{host.Key}' is given {host.Count()} times, at machine '{where}': give it to one machine");
            }
        }
    }

    /// <summary>What was used of files of key is known on the machine that used them, and nowhere else of the site.</summary>
    private static void CheckKeyFiles(Deployment deployment, Scenario scenario, List<string> faults)
    {
        var shared = scenario.Sites.Where(site => deployment.Machines.Count(machine => machine.Sites.Contains(site.Id, StringComparer.Ordinal)) > 1);
        var ends =
            from site in shared
            from link in scenario.Links
            where link.Module?.Driver == ModuleDrivers.KeyFiles && link.Between.Contains(site.Kme, StringComparer.Ordinal)
            select (Site: site.Id, Link: LinkPlans.IdOf(link));
        faults.AddRange(ends.Select(end => $"site '{end.Site}' is on several machines and link '{end.Link}' has key files: a site with key files must be on one machine"));
    }

    private static void CheckGateways(Deployment deployment, List<string> faults)
    {
        if (deployment.Machines.All(machine => machine.Gateway is null))
        {
            faults.Add("no machine has a 'gateway': give at least one the address where it listens");
        }

        foreach (var machine in deployment.Machines.Where(machine => machine is { Sites.Count: 0, Hosts.Count: 0, Gateway: null }))
        {
            faults.Add($"machine '{machine.Name}' runs nothing: give it 'sites', 'hosts' or a 'gateway', or remove it");
        }
    }

    private static void CheckPerimeter(Machine machine, Scenario scenario, List<string> faults)
    {
        var client = scenario.Sites.FirstOrDefault(site => site.Client is not null);
        if (machine.Client is not null && (client is null || !machine.Sites.Contains(client.Id, StringComparer.Ordinal)))
        {
            faults.Add(client is null
                ? $"machine '{machine.Name}' has a 'client', but scenario '{scenario.Name}' has no client perimeter: remove it"
                : $"machine '{machine.Name}' has a 'client', but not site '{client.Id}', whose client perimeter it is: move it to a machine of that site");
        }
    }
}
