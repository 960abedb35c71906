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

    [Theory]
    [InlineData(0.0, 0.02)]
    [InlineData(1.0, 0.26)]
    [InlineData(0.5, 0.14)]
    public void Intercepted_ByAnEavesdropper_RisesTowardsAQuarter(double fraction, double expected) =>
        Assert.Equal(expected, QberProfile.Intercepted(0.02, fraction), 1e-9);

    private static double[] Walk(ulong seed)
    {
        var process = new QberProcess(Windy, seed);
        return [.. Enumerable.Range(0, 50).Select(_ => process.Advance(TimeSpan.FromSeconds(1)))];
    }
}
