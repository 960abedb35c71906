namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>A second-order Butterworth section by the bilinear transform, run forwards and backwards so that it shifts nothing in time.</summary>
internal sealed class Biquad
{
    private readonly double b0;
    private readonly double b1;
    private readonly double a1;
    private readonly double a2;

    private Biquad(double cutHertz, bool isHighPass)
    {
        var k = Math.Tan(Math.PI * cutHertz / EcgLead.SamplingHertz);
        var scale = 1 / (1 + (Math.Sqrt(2) * k) + (k * k));
        b0 = isHighPass ? scale : k * k * scale;
        b1 = isHighPass ? -2 * scale : 2 * k * k * scale;
        a1 = 2 * ((k * k) - 1) * scale;
        a2 = (1 - (Math.Sqrt(2) * k) + (k * k)) * scale;
    }

    public static Biquad HighPass(double cutHertz) => new(cutHertz, isHighPass: true);

    public static Biquad LowPass(double cutHertz) => new(cutHertz, isHighPass: false);

    public void ApplyBothWays(Span<double> signal)
    {
        Apply(signal);
        signal.Reverse();
        Apply(signal);
        signal.Reverse();
    }

    private void Apply(Span<double> signal)
    {
        // Transposed direct form II; the last coefficient of the numerator equals the first.
        var (first, second) = (0.0, 0.0);
        foreach (ref var sample in signal)
        {
            var input = sample;
            sample = (b0 * input) + first;
            first = (b1 * input) - (a1 * sample) + second;
            second = (b0 * input) - (a2 * sample);
        }
    }
}
