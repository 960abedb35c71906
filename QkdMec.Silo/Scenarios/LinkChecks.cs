namespace QkdMec.Silo.Scenarios;

/// <summary>The part of the check that is about links: their ends, their devices, and whether SAEs can reach one another.</summary>
internal static class LinkChecks
{
    /// <summary>Adds the faults of the scenario's links.</summary>
    public static void Check(Scenario scenario, List<string> faults)
    {
        var kmes = scenario.Sites.Select(site => site.Kme).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<(string, string)>();
        foreach (var link in scenario.Links)
        {
            var name = string.Join("–", link.Between);
            if (link.Between.Count != 2 || link.Between[0] == link.Between[1])
            {
                faults.Add($"link '{name}': 'between' names {link.Between.Count} KMEs: give two different ones");
                continue;
            }

            foreach (var stranger in link.Between.Where(kme => !kmes.Contains(kme)))
            {
                faults.Add($"link '{name}': there is no KME '{stranger}': give one of {string.Join(", ", kmes.Order(StringComparer.Ordinal))}");
            }

            var ends = string.CompareOrdinal(link.Between[0], link.Between[1]) < 0 ? (link.Between[0], link.Between[1]) : (link.Between[1], link.Between[0]);
            if (!seen.Add(ends))
            {
                faults.Add($"link '{name}' stands twice: keep one");
            }

            LinkDeviceChecks.Check(link, name, faults);
            ModuleChecks.Check(link, name, faults);
        }

        CheckReach(scenario, faults);
    }

    /// <summary>A client whose KME has no path to any MEC host's KME can never draw a key, so the scenario is useless as it stands.</summary>
    private static void CheckReach(Scenario scenario, List<string> faults)
    {
        foreach (var client in scenario.Sites.Where(site => site.Client is not null))
        {
            var reached = Reached(scenario, client.Kme);
            foreach (var edge in scenario.Sites.Where(site => site.Hosts.Count > 0 && !reached.Contains(site.Kme)))
            {
                faults.Add($"no path of links joins KME '{client.Kme}' and KME '{edge.Kme}': add the links between them");
            }
        }
    }

    /// <summary>The KMEs that paths of links join to a KME, itself included.</summary>
    public static HashSet<string> Reached(Scenario scenario, string start)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { start };
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var kme))
        {
            var neighbours = scenario.Links.Where(link => link.Between.Contains(kme)).SelectMany(link => link.Between);
            foreach (var next in neighbours.Where(reached.Add).ToList())
            {
                open.Enqueue(next);
            }
        }

        return reached;
    }
}
