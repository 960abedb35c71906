namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>Makes the network's inputs of a heartbeat: the wave's shape without its size, its size, and ratios of intervals.</summary>
internal static class BeatFeatures
{
    /// <summary>Inputs of the network.</summary>
    public const int Count = BeatWindow.SampleCount + 6;

    // A flat wave would be divided by nothing.
    private const float SmallestAmplitudeMillivolts = 0.05f;

    // Artefacts reach any size; the network has seen nothing beyond.
    private const double Limit = 5;

    public static void Fill(BeatWindow beat, Span<float> features)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, Count);
        var amplitude = Math.Max(SmallestAmplitudeMillivolts, beat.Wave.Max(Math.Abs));
        for (var index = 0; index < BeatWindow.SampleCount; index++)
        {
            features[index] = Clip(beat.Wave[index] / amplitude);
        }

        var rhythm = beat.Rhythm;
        ReadOnlySpan<double> tail =
        [
            Math.Log(amplitude),
            rhythm.BeforeMilliseconds / rhythm.Median60Milliseconds,
            rhythm.AfterMilliseconds / rhythm.Median60Milliseconds,
            rhythm.BeforeMilliseconds / rhythm.Mean10Milliseconds,
            rhythm.AfterMilliseconds / rhythm.BeforeMilliseconds,
            rhythm.Median60Milliseconds / 1000,
        ];
        for (var index = 0; index < tail.Length; index++)
        {
            features[BeatWindow.SampleCount + index] = Clip(tail[index]);
        }
    }

    private static float Clip(double value) => (float)Math.Clamp(value, -Limit, Limit);
}
