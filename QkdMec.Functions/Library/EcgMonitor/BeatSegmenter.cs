namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>Cuts heartbeats out of a batch of a lead.</summary>
internal static class BeatSegmenter
{
    private const int SamplesBefore = 72;
    private const int SamplesPerMean = 6;
    private const int IntervalsOfMean = 10;

    // With fewer, the mean would hardly differ from the interval that is compared with it.
    private const int FewestIntervalsOfMean = 5;

    /// <summary>Cuts out the beat at a peak.</summary>
    /// <param name="lead">Samples at 360 Hz in mV.</param>
    /// <param name="peaks">All peaks, ascending.</param>
    /// <param name="index">Which of them.</param>
    /// <returns>The beat, or null where its wave is cut by the batch's ends or it has no neighbour on one side.</returns>
    public static BeatWindow? Cut(ReadOnlySpan<float> lead, int[] peaks, int index)
    {
        var start = peaks[index] - SamplesBefore;
        var isWhole = start >= 0 && start + (BeatWindow.SampleCount * SamplesPerMean) <= lead.Length;
        return isWhole && index > 0 && index < peaks.Length - 1
            ? new BeatWindow(WaveFrom(lead, start, EcgBaseline.Around(lead, peaks[index])), RhythmAt(peaks, index))
            : null;
    }

    private static float[] WaveFrom(ReadOnlySpan<float> lead, int start, float baseline)
    {
        var wave = new float[BeatWindow.SampleCount];
        for (var index = 0; index < wave.Length; index++)
        {
            var sum = 0f;
            foreach (var sample in lead.Slice(start + (index * SamplesPerMean), SamplesPerMean))
            {
                sum += sample;
            }

            wave[index] = (sum / SamplesPerMean) - baseline;
        }

        return wave;
    }

    private static BeatRhythm RhythmAt(int[] peaks, int index)
    {
        var intervals = peaks.Zip(peaks.Skip(1), (left, right) => 1000 * EcgLead.SecondsOf(right - left)).ToArray();
        var recent = intervals[Math.Max(0, index - IntervalsOfMean)..index];

        // A batch of seconds holds no sixty intervals: all of them stand for the median, and for the mean at its begin.
        return new BeatRhythm(
            intervals[index - 1],
            intervals[index],
            (recent.Length >= FewestIntervalsOfMean ? recent : intervals).Average(),
            MedianOf(intervals));
    }

    private static double MedianOf(double[] values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
