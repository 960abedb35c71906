namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>The level that a lead rests at, and how far it leaves it.</summary>
internal static class EcgBaseline
{
    // The band's peak of a wide complex may stand beside the wave's own.
    private const int PeakReachMilliseconds = 60;

    /// <summary>The median of the second before and the second after a sample.</summary>
    /// <param name="lead">Samples in mV.</param>
    /// <param name="place">The sample.</param>
    /// <returns>The level in mV.</returns>
    public static float Around(ReadOnlySpan<float> lead, int place)
    {
        var start = Math.Max(0, place - EcgLead.SamplingHertz);
        var end = Math.Min(lead.Length, place + EcgLead.SamplingHertz + 1);
        Span<float> nearby = stackalloc float[(2 * EcgLead.SamplingHertz) + 1];
        nearby = nearby[..(end - start)];
        lead[start..end].CopyTo(nearby);
        nearby.Sort();
        var middle = nearby.Length / 2;
        var level = nearby.Length % 2 == 1 ? nearby[middle] : (nearby[middle - 1] + nearby[middle]) / 2;
        nearby.Clear();
        return level;
    }

    /// <summary>The sample near a place that is farthest from the baseline.</summary>
    /// <param name="lead">Samples in mV.</param>
    /// <param name="place">The place.</param>
    /// <returns>The place of the peak.</returns>
    public static int PeakNear(ReadOnlySpan<float> lead, int place)
    {
        var level = Around(lead, place);
        var reach = EcgLead.SamplesOf(PeakReachMilliseconds);
        var peak = place;
        for (var index = Math.Max(0, place - reach); index <= Math.Min(lead.Length - 1, place + reach); index++)
        {
            peak = Math.Abs(lead[index] - level) > Math.Abs(lead[peak] - level) ? index : peak;
        }

        return peak;
    }
}
