using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.KeyPools;

public sealed class DrawMeterTests
{
    private readonly ManualTimeProvider time = new();

    [Fact]
    public void BytesPerSecond_OfNothing_IsZero() => Assert.Equal(0, new DrawMeter(time).BytesPerSecond);

    [Fact]
    public void BytesPerSecond_OfASteadyDraw_ComesToItsRate()
    {
        var meter = new DrawMeter(time);
        for (var second = 0; second < 300; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            meter.Drew(5000);
        }

        Assert.Equal(5000, meter.BytesPerSecond, 100.0);
    }

    [Fact]
    public void BytesPerSecond_HalvesInEveryHalfLifeOfSilence()
    {
        var meter = new DrawMeter(time);
        meter.Drew(1_000_000);
        var first = meter.BytesPerSecond;
        time.Advance(DrawMeter.HalfLife);

        Assert.Equal(first / 2, meter.BytesPerSecond, 1e-6);
        time.Advance(20 * DrawMeter.HalfLife);
        Assert.InRange(meter.BytesPerSecond, 0, first / 1e6);
    }
}
