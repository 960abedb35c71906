using QkdMec.Grains.QkdLinks.Rates;

namespace QkdMec.Tests.Unit.QkdLinks;

public sealed class DecoyStateChannelTests
{
    private const double DbPerKm = 0.21;

    [Fact]
    public void Channel_OfGysWithoutFibre_HasThePublishedFigures()
    {
        var channel = At(0);
        var single = channel.SinglePhotons(DecoyMethod.InfiniteDecoys);

        Assert.Equal(2.13701e-2, channel.Gain(0.48), 1e-7);
        Assert.Equal(3.3037e-2, channel.ErrorRate(0.48), 1e-6);

        // Given as 1.33670e-2 in the source; the formula yields 1.33662e-2, and only that gives the R of the same source.
        Assert.Equal(1.33662e-2, single.Gain, 1e-7);
        Assert.Equal(3.3017e-2, single.ErrorRate, 1e-6);
        Assert.Equal(2.5546e-3, channel.BitsPerPulse(DecoyMethod.InfiniteDecoys), 1e-7);
    }

    [Theory]
    [InlineData(DecoyMethod.InfiniteDecoys, 142.0)]
    [InlineData(DecoyMethod.VacuumAndWeak, 140.6)]
    public void BitsPerPulse_OfGys_EndsAtThePublishedDistance(DecoyMethod method, double lastKm)
    {
        Assert.True(At(lastKm - 0.1).BitsPerPulse(method) > 0);
        Assert.Equal(0, At(lastKm + 0.1).BitsPerPulse(method));
    }

    [Fact]
    public void SinglePhotons_WithVacuumAndWeak_AreBoundedByWhatInfiniteDecoysKnow()
    {
        for (var km = 0; km <= 140; km += 10)
        {
            var known = At(km).SinglePhotons(DecoyMethod.InfiniteDecoys);
            var bounded = At(km).SinglePhotons(DecoyMethod.VacuumAndWeak);

            Assert.True(bounded.Yield <= known.Yield && bounded.ErrorRate >= known.ErrorRate, $"at {km} km");
        }
    }

    [Fact]
    public void BitsPerPulse_FallsWithDistance()
    {
        var rates = Enumerable.Range(0, 141).Select(km => At(km).BitsPerPulse(DecoyMethod.VacuumAndWeak)).ToList();

        Assert.Equal(rates.OrderDescending(), rates);
    }

    private static DecoyStateChannel At(double km) => new(DecoyStateParameters.Gys, km * DbPerKm);
}
