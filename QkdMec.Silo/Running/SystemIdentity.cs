using QkdMec.Silo.Composition;
using QkdMec.Telemetry.Exporting;

namespace QkdMec.Silo.Running;

/// <summary>How this process calls itself towards a collector.</summary>
internal static class SystemIdentity
{
    /// <summary>A random network may have a thousand sites: what stands beside every span and figure must stay short.</summary>
    private const int MostSites = 16;

    /// <summary>The scenario, its sites, and the machine of a deployment.</summary>
    public static ProcessIdentity Of(SystemPlan plan)
    {
        var attributes = new Dictionary<string, object>
        {
            ["qkdmec.scenario"] = plan.Scenario.Name,
            ["qkdmec.sites"] = plan.Sites.Select(site => site.Id.Value).Take(MostSites).ToArray(),
        };
        if (plan.Options.Machine is { } machine)
        {
            attributes["qkdmec.machine"] = machine;
        }

        return new ProcessIdentity("qkdmec", attributes);
    }
}
