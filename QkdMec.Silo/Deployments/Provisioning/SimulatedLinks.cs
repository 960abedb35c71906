using QkdMec.Grains.Identity;
using QkdMec.Silo.QkdLinks;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Deployments.Provisioning;

/// <summary>The links whose two devices are simulated and so share a secret.</summary>
internal static class SimulatedLinks
{
    /// <summary>All of a scenario.</summary>
    public static IEnumerable<LinkId> Of(Scenario scenario) =>
        scenario.Links.Where(link => link.Module is null or { Driver: ModuleDrivers.Simulated }).Select(LinkPlans.IdOf);

    /// <summary>Those of a KME.</summary>
    public static IEnumerable<LinkId> Of(Scenario scenario, KmeId kme) => Of(scenario).Where(link => link.Joins(kme));
}
