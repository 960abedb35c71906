namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>Keeps the band of a signal in which QRS complexes have their energy.</summary>
internal static class QrsBand
{
    private const double LowestHertz = 8;
    private const double HighestHertz = 20;

    // Reflected at both ends so that the filters start and end in a signal like the one beside them.
    private const int Padding = EcgLead.SamplingHertz / 2;

    private static readonly Biquad HighPass = Biquad.HighPass(LowestHertz);
    private static readonly Biquad LowPass = Biquad.LowPass(HighestHertz);

    /// <summary>Filters a lead.</summary>
    /// <param name="lead">Samples in mV, more than the padding.</param>
    /// <returns>As many samples.</returns>
    public static double[] Filter(ReadOnlySpan<float> lead)
    {
        var padded = new double[lead.Length + (2 * Padding)];
        for (var index = 0; index < padded.Length; index++)
        {
            padded[index] = Reflect(lead, index - Padding);
        }

        HighPass.ApplyBothWays(padded);
        LowPass.ApplyBothWays(padded);
        var filtered = padded[Padding..^Padding];
        Array.Clear(padded);
        return filtered;
    }

    private static double Reflect(ReadOnlySpan<float> lead, int index)
    {
        var last = lead.Length - 1;
        return index < 0 ? (2 * lead[0]) - lead[-index]
            : index > last ? (2 * lead[last]) - lead[(2 * last) - index]
            : lead[index];
    }
}
