using QkdMec.Client.Placements;

namespace QkdMec.Tests.Unit.Placements;

/// <summary>Do the models give the reference's figures?</summary>
public sealed class ReferenceFigureTests
{
    [Fact]
    public void NetworkBound_At300Apps_AdmitsWhatTheReferenceReports()
    {
        var series = Execute(new StaticModel { Step = 300 }, 300, "spf", "random", "bestfit");

        Assert.Equal(.793, Admitted(series[0]).Mean, .02);
        Assert.Equal(.789, Admitted(series[1]).Mean, .02);
        Assert.Equal(.789, Admitted(series[2]).Mean, .02);
        Assert.All(series, policy => Assert.InRange(Admitted(policy).Half, .005, .009));
    }

    [Fact]
    public void ProcessingBound_JointAdmitsMoreThanSpf_BeyondChance()
    {
        var series = Execute(new StaticModel { MaxRate = 100, Apps = 600, Step = 600 }, 60, "spf", "joint-open", "joint");
        var (spf, open, joint) = (Admitted(series[0]), Admitted(series[1]), Admitted(series[2]));

        Assert.True(spf.High < open.Low, $"{spf} {open}");
        Assert.True(open.Mean < joint.Mean, $"{open} {joint}");
        Assert.Equal(.746, spf.Mean, .03);
    }

    [Fact]
    public void Dynamic_WithFewArrivals_AdmitsNearlyAll_AndKeepsToLittlesLaw()
    {
        var series = Execute(new DynamicModel { ArrivalsPerHour = [.1, 4] }, 8, "spf", "015-reuse", "014-k3");

        Assert.True(series[0].At(0, run => run.Admitted).Mean > .98);
        Assert.True(series[0].At(1, run => run.Admitted).High < series[0].At(0, run => run.Admitted).Low);

        // Little: applications that run = arrivals admitted times their lifetime, 610444 s on average.
        Assert.Equal(.1 * 610_444 / 3600, series[0].At(0, run => run.Active).Mean, 2.0);

        // Reusing paths is there to spare signalling.
        Assert.True(series[1].At(1, run => run.Signalling).High < 1);
        Assert.Equal(0, series[0].At(1, run => run.Signalling).Mean);
        Assert.True(series[2].At(1, run => run.Signalling).Low > 0);
    }

    private static Estimate Admitted(PolicySeries series) => series.At(0, run => run.Admitted);

    private static IReadOnlyList<PolicySeries> Execute(PlacementModel model, int runs, params string[] policies) =>
        new Campaign(model, policies, 1, runs).Execute(1, TestContext.Current.CancellationToken);
}
