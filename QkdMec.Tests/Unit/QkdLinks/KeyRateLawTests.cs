using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdLinks.Rates;

namespace QkdMec.Tests.Unit.QkdLinks;

public sealed class KeyRateLawTests
{
    [Theory]
    [InlineData(0, 17.094e6)]
    [InlineData(10, 1.7094e6)]
    [InlineData(30, 17.094e3)]
    [InlineData(30.1, 0)]
    public void LossBudget_TakesATenthPerTenDecibels(double lossDb, double bitsPerSecond) =>
        Assert.Equal(bitsPerSecond, new LossBudgetRateLaw(LossBudgetRateLaw.OperatorReferenceBitsPerSecond).BitsPerSecond(lossDb), 1e-6 * 17e6);

    [Fact]
    public void DecoyState_IsCappedByPostProcessing() =>
        Assert.Equal(13.72e6, DeviceProfiles.Gigahertz.RateLaw.BitsPerSecond(0));

    [Fact]
    public void Cap_HoldsARateAndNeverRaisesIt()
    {
        var capped = new CappedRateLaw(new LossBudgetRateLaw(1e6), 2e5);

        Assert.Equal((2e5, 1e5), (capped.BitsPerSecond(0), Math.Round(capped.BitsPerSecond(10))));
    }

    [Fact]
    public void FiniteKeyBlock_OfTenBillionPulsesAt625Megahertz_Takes16Seconds() =>
        Assert.Equal(TimeSpan.FromSeconds(16), DeviceProfiles.FiniteKey.Block.Delay);

    [Fact]
    public void Profiles_AreFoundByName()
    {
        Assert.All(DeviceProfiles.All, profile => Assert.Same(profile, DeviceProfiles.Find(profile.Name)));
        Assert.Null(DeviceProfiles.Find("laser-pointer"));
    }

    [Fact]
    public void Rate_AboveTheThreshold_IsZero()
    {
        var device = DeviceProfiles.Operator;

        Assert.Equal(device.RateLaw.BitsPerSecond(3), device.RateBitsPerSecond(3, device.Qber.Mean), 1e-3);
        Assert.InRange(device.RateBitsPerSecond(3, 0.05), 1, device.RateBitsPerSecond(3, 0.03));
        Assert.Equal(0, device.RateBitsPerSecond(3, 0.0801));
    }

    [Fact]
    public void Fibre_AddsLengthAndFixedLoss() => Assert.Equal(3.5, new Fibre(10, 0.2, 1.5).LossDb, 1e-9);

    [Theory]
    [InlineData(10.6, 3.9)]
    [InlineData(0, 2)]
    public void Fibre_OfAMeasuredLoss_HasIt(double km, double lossDb) =>
        Assert.Equal((km, lossDb), (Fibre.OfLoss(km, lossDb).LengthKm, Math.Round(Fibre.OfLoss(km, lossDb).LossDb, 9)));
}
