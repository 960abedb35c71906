using QkdMec.Grains.QkdLinks.Rates;

namespace QkdMec.Tests.Unit.QkdLinks;

public sealed class OneDecoyChannelTests
{
    private static readonly DecoyStateParameters Devices = new(0.2, 2e-7, 0.01, new DecoyIntensities(0.48, 0.12), new PostProcessing(1.16, 1));
    private static readonly OneDecoySettings Settings = new(0.7, 0.9);

    // The figures of the formulas worked out by hand in another language, at 10 dB and 10^10 pulses.
    [Fact]
    public void SecretBits_OfTenBillionPulsesAtTenDecibels_IsWhatTheFormulasGive() =>
        Assert.Equal(22712328.8, At(10).SecretBits(1e10), 1.0);

    [Fact]
    public void Basis_WithExactCounts_BoundsWhatTheChannelReallyDid()
    {
        // No failure allowed for: the deviations vanish and the bounds meet the true single-photon part from below.
        var transmittance = 0.2 * Math.Pow(10, -1);
        var (pulses, y0) = (1e10, 2e-7);
        double[] intensities = [0.48, 0.12];
        double[] shares = [0.7, 0.3];
        double[] clicks = [.. intensities.Zip(shares, (mu, share) => pulses * share * (y0 + 1 - Math.Exp(-transmittance * mu)))];
        double[] wrong = [.. intensities.Zip(shares, (mu, share) => pulses * share * ((y0 / 2) + (0.01 * (1 - Math.Exp(-transmittance * mu)))))];
        var basis = new OneDecoyBasis(intensities, shares, clicks, wrong, logInverseFailure: 0);
        var singlePulses = pulses * intensities.Zip(shares, (mu, share) => share * mu * Math.Exp(-mu)).Sum();
        var vacuumPulses = pulses * intensities.Zip(shares, (mu, share) => share * Math.Exp(-mu)).Sum();
        var trueSingles = singlePulses * (y0 + transmittance - (y0 * transmittance));

        Assert.InRange(basis.LeastSinglePhotons, 0.85 * trueSingles, trueSingles);
        Assert.True(basis.MostVacuum >= vacuumPulses * y0);
        Assert.True(basis.MostSinglePhotonErrors >= singlePulses * ((y0 / 2) + (0.01 * transmittance)) * 0.999);
    }

    [Fact]
    public void SecretBits_PerPulse_RisesWithTheBlockTowardsALimit()
    {
        var shares = new[] { 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13 }.Select(pulses => At(15).SecretBits(pulses) / pulses).ToList();

        Assert.Equal(0, shares[0]);
        Assert.Equal(shares.Order(), shares);
        Assert.InRange(shares[^1] / shares[^2], 1, 1.05);
    }

    [Fact]
    public void SecretBits_OfAnEndlessBlock_StayBelowTheInfiniteDecoysOfTheSameDevices()
    {
        for (var lossDb = 0; lossDb <= 30; lossDb += 5)
        {
            var asymptotic = new DecoyStateChannel(Devices, lossDb).BitsPerPulse(DecoyMethod.InfiniteDecoys);

            Assert.True(At(lossDb).SecretBits(1e16) / 1e16 <= asymptotic, $"at {lossDb} dB");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e3)]
    [InlineData(1e6)]
    public void SecretBits_OfATinyBlock_AreNone(double pulses) => Assert.Equal(0, At(0).SecretBits(pulses));

    [Fact]
    public void SecretBits_WithTighterSecrecy_AreFewer() => Assert.True(
        new OneDecoyChannel(Devices, Settings with { Secrecy = 1e-15 }, 10).SecretBits(1e10) < At(10).SecretBits(1e10));

    private static OneDecoyChannel At(double lossDb) => new(Devices, Settings, lossDb);
}
