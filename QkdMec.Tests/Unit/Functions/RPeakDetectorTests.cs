using QkdMec.Functions.Library.EcgMonitor;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Are all beats found where they are, and none where there is none?</summary>
public sealed class RPeakDetectorTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(75)]
    [InlineData(110)]
    [InlineData(150)]
    [InlineData(190)]
    public void Detect_AtAnySteadyRate_FindsEveryPeakAtItsPlace(double perMinute)
    {
        var beats = SyntheticEcg.Steady(perMinute, 10);

        var peaks = RPeakDetector.Detect(SyntheticEcg.Make(10, beats));

        AssertAt(beats, peaks);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.1)]
    public void Detect_WithNoise_FindsTheSame(double noise)
    {
        var beats = SyntheticEcg.Steady(72, 10);

        AssertAt(beats, RPeakDetector.Detect(SyntheticEcg.Make(10, beats, noise)));
    }

    [Fact]
    public void Detect_WhenAWideBeatComesEarly_FindsItToo()
    {
        List<(double, bool)> beats = [(0.5, false), (1.3, false), (2.1, false), (2.65, true), (3.7, false), (4.5, false), (5.3, false)];

        AssertAt(beats, RPeakDetector.Detect(SyntheticEcg.Make(6, beats)));
    }

    [Fact]
    public void Detect_WhenTheLeadIsUpsideDown_FindsTheSame()
    {
        var beats = SyntheticEcg.Steady(72, 10);
        var lead = SyntheticEcg.Make(10, beats).Select(sample => -sample).ToArray();

        AssertAt(beats, RPeakDetector.Detect(lead));
    }

    [Fact]
    public void Detect_OnAFlatLine_FindsNothing()
    {
        Assert.Empty(RPeakDetector.Detect(new float[3600]));
        Assert.Empty(RPeakDetector.Detect([.. Enumerable.Repeat(4.2f, 3600)]));
        Assert.Empty(RPeakDetector.Detect(SyntheticEcg.Make(10, [], noiseMillivolts: 0.004)));
    }

    [Fact]
    public void MovingAverage_AtTheEnds_UsesWhatIsThere() =>
        Assert.Equal([1.5, 2, 3, 4, 4.5], MovingAverage.Centred([1, 2, 3, 4, 5], 3));

    private static void AssertAt(IReadOnlyList<(double Second, bool IsWide)> beats, int[] peaks)
    {
        Assert.Equal(beats.Count, peaks.Length);
        Assert.All(beats.Zip(peaks), pair => Assert.InRange(EcgLead.SecondsOf(pair.Second) - pair.First.Second, -0.012, 0.012));
    }
}
