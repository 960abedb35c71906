using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>A beat that was found in a lead.</summary>
/// <param name="Sample">Where its R peak is.</param>
/// <param name="Probability">That it is ventricular; null where the batch's ends cut it off or leave it without a neighbour.</param>
internal readonly record struct BeatVerdict(int Sample, float? Probability);

/// <summary>Finds and judges the beats of a batch of a lead.</summary>
internal static class LeadAnalysis
{
    /// <summary>Finds and judges all beats.</summary>
    /// <param name="lead">Samples at 360 Hz in mV.</param>
    /// <param name="network">The network.</param>
    /// <returns>The beats in order.</returns>
    public static BeatVerdict[] Run(ReadOnlySpan<float> lead, FeedForwardNetwork network)
    {
        var peaks = RPeakDetector.Detect(lead);
        var verdicts = new BeatVerdict[peaks.Length];
        for (var index = 0; index < peaks.Length; index++)
        {
            using var beat = BeatSegmenter.Cut(lead, peaks, index);
            verdicts[index] = new BeatVerdict(peaks[index], beat is null ? null : Classify(beat, network));
        }

        return verdicts;
    }

    /// <summary>Judges one beat.</summary>
    /// <param name="beat">The beat.</param>
    /// <param name="network">The network.</param>
    /// <returns>The probability that it is ventricular.</returns>
    public static float Classify(BeatWindow beat, FeedForwardNetwork network)
    {
        Span<float> features = stackalloc float[BeatFeatures.Count];
        Span<float> probability = stackalloc float[1];
        BeatFeatures.Fill(beat, features);
        network.Evaluate(features, probability);
        features.Clear();
        return probability[0];
    }

    /// <summary>The mean heart rate between the first and the last beat.</summary>
    /// <param name="verdicts">The beats.</param>
    /// <returns>Beats per minute, or null with fewer than two beats.</returns>
    public static double? HeartRatePerMinute(BeatVerdict[] verdicts) => verdicts.Length < 2
        ? null
        : 60 * (verdicts.Length - 1) / EcgLead.SecondsOf(verdicts[^1].Sample - verdicts[0].Sample);
}
