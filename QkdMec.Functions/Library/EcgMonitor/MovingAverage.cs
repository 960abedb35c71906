namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>Averages over a window that moves with the sample.</summary>
internal static class MovingAverage
{
    /// <summary>The average around each sample; at the ends over the part of the window that is there.</summary>
    /// <param name="signal">The samples.</param>
    /// <param name="width">Samples in the window.</param>
    /// <returns>As many averages.</returns>
    public static double[] Centred(ReadOnlySpan<double> signal, int width)
    {
        var averages = new double[signal.Length];
        var (start, end, sum) = (0, 0, 0.0);
        for (var index = 0; index < signal.Length; index++)
        {
            for (; end < Math.Min(signal.Length, index + (width / 2) + 1); end++)
            {
                sum += signal[end];
            }

            for (; start < index - (width / 2); start++)
            {
                sum -= signal[start];
            }

            averages[index] = sum / (end - start);
        }

        return averages;
    }
}
