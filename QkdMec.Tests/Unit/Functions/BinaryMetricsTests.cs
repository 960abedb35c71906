using QkdMec.Functions.Training;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Are the figures those that one gets by hand?</summary>
public sealed class BinaryMetricsTests
{
    [Fact]
    public void Of_WhenRankingIsPerfect_AreaIsOne() =>
        Assert.Equal(1, BinaryMetrics.Of([0.1f, 0.2f, 0.8f, 0.9f], [false, false, true, true]).AreaUnderCurve);

    [Fact]
    public void Of_WhenRankingIsReversed_AreaIsZero() =>
        Assert.Equal(0, BinaryMetrics.Of([0.9f, 0.8f, 0.2f, 0.1f], [false, false, true, true]).AreaUnderCurve);

    [Fact]
    public void Of_WhenAllAreTied_AreaIsOneHalf() =>
        Assert.Equal(0.5, BinaryMetrics.Of([0.3f, 0.3f, 0.3f, 0.3f, 0.3f], [false, true, false, true, false]).AreaUnderCurve);

    [Fact]
    public void Of_WhenSomeAreTied_AreaCountsThemHalf() =>
        // Of the six pairs of a positive with a negative, four are in order and one is tied.
        Assert.Equal(4.5 / 6, BinaryMetrics.Of([0.1f, 0.4f, 0.6f, 0.4f, 0.9f], [false, false, false, true, true]).AreaUnderCurve, 1e-12);

    [Fact]
    public void Of_HandMadeRows_GivesBrierScoreSensitivityAndPrecision()
    {
        var metrics = BinaryMetrics.Of([0.5f, 0.25f, 0.75f, 1f], [true, true, false, true]);

        Assert.Equal((0.25 + 0.5625 + 0.5625 + 0) / 4, metrics.BrierScore, 1e-12);
        Assert.Equal(2 / 3.0, metrics.Sensitivity, 1e-12);
        Assert.Equal(2 / 3.0, metrics.Precision, 1e-12);
    }

    [Fact]
    public void Of_TwoBins_GivesTheirWeightedDistance() =>
        // Bin 0.2 to 0.3: predicted 0.25, seen 1 of 3. Bin 0.9 to 1.0, which holds 1 itself: predicted 1, seen 0 of 1.
        Assert.Equal(
            (3 * ((1 / 3.0) - 0.25) + 1) / 4,
            BinaryMetrics.Of([0.25f, 0.25f, 0.25f, 1f], [true, false, false, false]).CalibrationError,
            1e-7);

    [Fact]
    public void Misses_NamesEachFigureThatIsNotReached()
    {
        var floor = new Floor { Output = "x", AreaUnderCurve = 0.9, BrierScore = 0.1, CalibrationError = 0.1, Sensitivity = 0.5, Precision = 0.5 };

        Assert.Equal(
            ["x: AUC 0.8900 misses 0.9000", "x: Brier score 0.1100 misses 0.1000", "x: precision NaN misses 0.5000"],
            floor.Misses(new BinaryMetrics(0.89, 0.11, 0.1, 0.5, double.NaN)));
    }
}
