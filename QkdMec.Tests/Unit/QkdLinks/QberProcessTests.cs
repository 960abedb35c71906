using QkdMec.Grains.QkdLinks;

namespace QkdMec.Tests.Unit.QkdLinks;

public sealed class QberProcessTests
{
    private static readonly QberProfile Windy = new(0.03, 0.01, TimeSpan.FromSeconds(60), 0.08);

    [Fact]
    public void Advance_WithTheSameSeed_IsTheSame() => Assert.Equal(Walk(7), Walk(7));

    [Fact]
    public void Advance_WithAnotherSeed_IsAnother() => Assert.NotEqual(Walk(7), Walk(8));

    [Fact]
    public void Advance_OverALongTime_HasTheProfilesMeanAndDeviation()
    {
        var process = new QberProcess(Windy, 11);
        var values = Enumerable.Range(0, 20_000).Select(_ => process.Advance(TimeSpan.FromSeconds(120))).ToList();
        var mean = values.Average();

        Assert.Equal(0.03, mean, 0.0006);
        Assert.Equal(0.01, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 0.0006);
    }

    [Fact]
    public void Advance_BySmallSteps_MovesSlowly()
    {
        var process = new QberProcess(Windy, 3);
        var before = process.Value;

        Assert.Equal(before, process.Advance(TimeSpan.FromMilliseconds(1)), 0.001);
        Assert.Equal(process.Value, process.Advance(TimeSpan.Zero));
    }

    [Fact]
    public void Advance_OnAnAerialSpan_FollowsTheWindAsMeasured()
    {
        var process = new QberProcess(QberProfile.Quiet.Aerial, 17);
        List<(double Wind, double Qber)> seen = [];
        for (var sample = 0; sample < 20_000; sample++)
        {
            process.Advance(TimeSpan.FromHours(1));
            seen.Add((process.WindMetresPerSecond, process.Value));
        }

        Assert.Equal(0.78, Correlation(seen), 0.02);
        Assert.Equal(WindProfile.Fresh.MeanMetresPerSecond, seen.Average(one => one.Wind), 0.05);
    }

    [Fact]
    public void Wind_OfAFibreInTheGround_IsNone()
    {
        var process = new QberProcess(QberProfile.Quiet, 17);
        process.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, process.WindMetresPerSecond);
    }

    [Theory]
    [InlineData(0.0, 0.02)]
    [InlineData(1.0, 0.26)]
    [InlineData(0.5, 0.14)]
    public void Intercepted_ByAnEavesdropper_RisesTowardsAQuarter(double fraction, double expected) =>
        Assert.Equal(expected, QberProfile.Intercepted(0.02, fraction), 1e-9);

    private static double Correlation(List<(double X, double Y)> seen)
    {
        var (x, y) = (seen.Average(one => one.X), seen.Average(one => one.Y));
        var both = seen.Sum(one => (one.X - x) * (one.Y - y));
        return both / Math.Sqrt(seen.Sum(one => (one.X - x) * (one.X - x)) * seen.Sum(one => (one.Y - y) * (one.Y - y)));
    }

    private static double[] Walk(ulong seed)
    {
        var process = new QberProcess(Windy, seed);
        return [.. Enumerable.Range(0, 50).Select(_ => process.Advance(TimeSpan.FromSeconds(1)))];
    }
}
