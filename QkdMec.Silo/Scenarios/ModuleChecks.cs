using QkdMec.Silo.QkdLinks;

namespace QkdMec.Silo.Scenarios;

/// <summary>The part of the check that is about drivers: known, and each end with what the driver needs and nothing else.</summary>
internal static class ModuleChecks
{
    /// <summary>Adds the faults of a link's drivers.</summary>
    public static void Check(LinkScenario link, string name, List<string> faults)
    {
        if (link.Module is not { } module)
        {
            return;
        }

        if (!ModuleDrivers.Names.Contains(module.Driver))
        {
            faults.Add($"link '{name}': there is no driver '{module.Driver}': give one of {string.Join(", ", ModuleDrivers.Names)}");
            return;
        }

        CheckEnds(link, module, name, faults);
    }

    private static void CheckEnds(LinkScenario link, ModuleScenario module, string name, List<string> faults)
    {
        var ends = module.Driver == ModuleDrivers.Simulated ? [] : link.Between;
        foreach (var end in ends.Where(end => !module.Ends.ContainsKey(end)))
        {
            faults.Add($"link '{name}': driver '{module.Driver}' has no settings for KME '{end}': add them to 'ends'");
        }

        foreach (var (end, settings) in module.Ends.OrderBy(end => end.Key, StringComparer.Ordinal))
        {
            if (!ends.Contains(end))
            {
                faults.Add($"link '{name}': 'ends' has settings for '{end}', which driver '{module.Driver}' does not need: remove them");
            }
            else
            {
                CheckEnd(module.Driver, settings, $"link '{name}' at '{end}'", faults);
            }
        }
    }

    private static void CheckEnd(string driver, ModuleEndScenario end, string name, List<string> faults)
    {
        (string Member, string? Value, string Driver)[] members =
        [
            ("directory", end.Directory, ModuleDrivers.KeyFiles),
            ("kme", end.Kme, ModuleDrivers.Etsi014),
            ("sae", end.Sae, ModuleDrivers.Etsi014),
            ("certificate", end.Certificate, ModuleDrivers.Etsi014),
            ("key", end.Key, ModuleDrivers.Etsi014),
            ("authorities", end.Authorities, ModuleDrivers.Etsi014),
        ];
        faults.AddRange(members.Where(member => member.Driver == driver && string.IsNullOrEmpty(member.Value)).Select(member => $"{name}: driver '{driver}' needs '{member.Member}'"));
        faults.AddRange(members.Where(member => member.Driver != driver && member.Value is not null).Select(member => $"{name}: driver '{driver}' has no '{member.Member}': remove it"));
        if (driver == ModuleDrivers.Etsi014 && end.Kme is { Length: > 0 } kme && !(Uri.TryCreate(kme, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps))
        {
            faults.Add($"{name}: 'kme' is '{kme}': give an address such as https://10.0.0.1:8443");
        }
    }
}
