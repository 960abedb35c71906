using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdLinks.Rates;

namespace QkdMec.Silo.Scenarios;

/// <summary>Makes plans of a scenario's links.</summary>
internal static class LinkPlans
{
    private const double MinutesAnHour = 60;

    /// <summary>The link's name.</summary>
    public static LinkId IdOf(LinkScenario link) => LinkId.Between(KmeId.Parse(link.Between[0]), KmeId.Parse(link.Between[1]));

    /// <summary>The plan of a checked link.</summary>
    public static LinkPlan PlanOf(LinkScenario link, ulong seed) => new(IdOf(link), FibreOf(link), DeviceOf(link), seed, link.ReserveBytes)
    {
        Outages = link.Outages is { } outages
            ? new OutageProfile(TimeSpan.FromHours(outages.HoursBetween), TimeSpan.FromHours(outages.MinutesToRepair / MinutesAnHour))
            : null,
        InitialStoreBytes = link.InitialStoreBytes,
    };

    private static Fibre FibreOf(LinkScenario link) =>
        link.LossDb is { } measured ? Fibre.OfLoss(link.Kilometres, measured) : new Fibre(link.Kilometres);

    private static DeviceProfile DeviceOf(LinkScenario link)
    {
        var profile = DeviceProfiles.Find(link.Profile)!;
        var qber = profile.Qber with { Mean = link.Qber ?? profile.Qber.Mean };
        return profile with
        {
            Qber = link.Aerial ? qber.Aerial : qber,
            RateLaw = link.RateBitsPerSecond is { } measured ? new CappedRateLaw(profile.RateLaw, measured) : profile.RateLaw,
        };
    }
}
