using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Tests.Unit.Scenarios;

/// <summary>Are the networks of the scenario files those that were published?</summary>
public sealed class PublishedNetworkTests
{
    public static TheoryData<string> Networks => ["cambridge", "secoqc", "tokyo", "madqci", "chain-31"];

    [Theory]
    [InlineData("cambridge", 3, 3)]
    [InlineData("secoqc", 6, 8)]
    [InlineData("tokyo", 6, 6)]
    [InlineData("madqci", 9, 9)]
    [InlineData("chain-31", 32, 31)]
    public void Network_HasThePublishedNumberOfSitesAndLinks(string name, int sites, int links)
    {
        var scenario = ScenarioLibrary.Load(name);

        Assert.Equal((sites, links), (scenario.Sites.Count, scenario.Links.Count));
        Assert.Equal(sites, LinkChecks.Reached(scenario, scenario.Sites[0].Kme).Count);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryLink_WithAMeasuredRate_MakesItWithinFivePercentOverADay(string name)
    {
        foreach (var link in ScenarioLibrary.Load(name).Links.Where(link => link.RateBitsPerSecond is > 0))
        {
            var measured = link.RateBitsPerSecond!.Value;
            var plan = LinkPlans.PlanOf(link, seed: 1);

            Assert.Equal(measured, plan.NominalRateBitsPerSecond, measured * 1e-9);
            Assert.InRange(MeanRateOverADay(plan), 0.95 * measured, measured);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryLink_WithoutAMeasuredRate_MakesKeyAllTheSame(string name) =>
        Assert.All(PlanOf(name).Links, link => Assert.True(link.NominalRateBitsPerSecond > 50, $"{link.Link} makes {link.NominalRateBitsPerSecond} b/s"));

    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryLink_WithAMeasuredLoss_HasIt(string name) => Assert.All(ScenarioLibrary.Load(name).Links, link =>
        Assert.Equal(link.LossDb ?? 0.2 * link.Kilometres, LinkPlans.PlanOf(link, 1).Fibre.LossDb, 1e-9));

    [Theory]
    [InlineData("cambridge", "kme-trel", "kme-engi")]
    [InlineData("secoqc", "kme-for", "kme-brt")]
    [InlineData("tokyo", "kme-koganei-1", "kme-otemachi-2")]
    [InlineData("madqci", "kme-quiron", "kme-quinto")]
    [InlineData("chain-31", "kme-station-00", "kme-station-31")]
    public void FirstKeyPair_IsTheFirstAndTheLastSiteWithSaes(string name, string from, string to)
    {
        var pair = PlanOf(name).FirstKeyPair;

        Assert.Equal((from, to), (pair?.From.Kme.Kme.Value, pair?.To.Kme.Kme.Value));
    }

    [Fact]
    public void FirstKeyPair_OfSitesThatNoPathJoins_IsNone()
    {
        var scenario = new Scenario { Name = "apart", Sites = [new() { Id = "a", Kme = "ka", Saes = ["sa"] }, new() { Id = "b", Kme = "kb", Saes = ["sb"] }] };

        Assert.Null(new SystemPlan(scenario, new SystemOptions()).FirstKeyPair);
    }

    [Fact]
    public void Secoqc_HasThePublishedStores() => Assert.Equal(
        [6, 6.6, 12, 3.8, 5.5, 4.9],
        PlanOf("secoqc").Links.Where(link => link.InitialStoreBytes > 0).Select(link => Math.Round(link.InitialStoreBytes / 1048576.0, 1)));

    [Fact]
    public void Plan_TakesUpWhatALinkSays()
    {
        var plan = LinkPlans.PlanOf(
            new LinkScenario
            {
                Between = ["kb", "ka"],
                Profile = "operator",
                Kilometres = 20,
                Qber = 0.03,
                Aerial = true,
                Outages = new OutageScenario { HoursBetween = 100, MinutesToRepair = 90 },
                ReserveBytes = 7,
            },
            seed: 4);

        Assert.Equal(LinkId.Parse("ka~kb"), plan.Link);
        Assert.Equal((0.03, WindProfile.Fresh), (plan.Device.Qber.Mean, plan.Device.Qber.Wind));
        Assert.Equal(new OutageProfile(TimeSpan.FromHours(100), TimeSpan.FromMinutes(90)), plan.Outages);
        Assert.Equal((4UL, 7L), (plan.Seed, plan.ReserveBytes));
    }

    private static SystemPlan PlanOf(string name) => new(ScenarioLibrary.Load(name), new SystemOptions { Scenario = name });

    private static double MeanRateOverADay(LinkPlan plan)
    {
        var process = new LinkProcess(plan, new QkdLinkOptions());
        return Enumerable.Range(0, 24 * 60).Average(_ =>
        {
            process.Advance(TimeSpan.FromMinutes(1), new QkdLinkState());
            return process.RateBitsPerSecond;
        });
    }
}
