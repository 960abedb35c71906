using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Topologies;

namespace QkdMec.Silo.Scenarios;

/// <summary>Makes plans of a scenario's links.</summary>
internal static class LinkPlans
{
    private const double MinutesAnHour = 60;

    /// <summary>The link's name.</summary>
    public static LinkId IdOf(LinkScenario link) => LinkId.Between(KmeId.Parse(link.Between[0]), KmeId.Parse(link.Between[1]));

    /// <summary>The plan of a checked link.</summary>
    public static LinkPlan PlanOf(LinkScenario link, ulong seed) => DefinitionOf(link).ToPlan(generation: 0)! with
    {
        Seed = seed,
        Outages = link.Outages is { } outages
            ? new OutageProfile(TimeSpan.FromHours(outages.HoursBetween), TimeSpan.FromHours(outages.MinutesToRepair / MinutesAnHour))
            : null,
        InitialStoreBytes = link.InitialStoreBytes,
    };

    private static LinkDefinition DefinitionOf(LinkScenario link) => new(IdOf(link), link.Profile, link.Kilometres)
    {
        LossDb = link.LossDb,
        RateBitsPerSecond = link.RateBitsPerSecond,
        Qber = link.Qber,
        IsAerial = link.Aerial,
        ReserveBytes = link.ReserveBytes,
    };
}
