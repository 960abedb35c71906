namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>One heartbeat: its wave and the intervals around it.</summary>
/// <param name="Wave">30 samples at 60 Hz in mV over the baseline, from 200 ms before the R peak to 300 ms after.</param>
/// <param name="Rhythm">The intervals.</param>
internal sealed record BeatWindow(float[] Wave, BeatRhythm Rhythm) : IDisposable
{
    /// <summary>Samples of a wave.</summary>
    public const int SampleCount = 30;

    public void Dispose() => Array.Clear(Wave);
}

/// <summary>Intervals between R peaks around a heartbeat.</summary>
/// <param name="BeforeMilliseconds">To the beat before.</param>
/// <param name="AfterMilliseconds">To the beat after.</param>
/// <param name="Mean10Milliseconds">Mean of up to ten, the last being the one before the beat.</param>
/// <param name="Median60Milliseconds">Median of up to sixty.</param>
internal sealed record BeatRhythm(
    double BeforeMilliseconds, double AfterMilliseconds, double Mean10Milliseconds, double Median60Milliseconds);
