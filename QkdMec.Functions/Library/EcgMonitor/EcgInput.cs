using QkdMec.Functions.Arguments;

namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>The arguments of ecg-monitor: either a batch of a lead, or beats that the device has cut out itself.</summary>
/// <param name="lead">Samples at 360 Hz in mV; empty where beats are given.</param>
/// <param name="beats">Beats; empty where a lead is given.</param>
internal sealed class EcgInput(float[] lead, BeatWindow[] beats) : IDisposable
{
    /// <summary>Shortest batch: with less there are too few beats to compare.</summary>
    public const int ShortestSeconds = 5;

    /// <summary>Longest batch: what fits into the limit of arguments.</summary>
    public const int LongestSeconds = 60;

    private const int MostBeats = 1000;
    private static readonly NumberField Sampling = new("sampling_hz", "Hz", EcgLead.SamplingHertz, EcgLead.SamplingHertz);
    private static readonly NumberField Lead = new("lead_mv", "mV", -20, 20);
    private static readonly NumberField Wave = new("wave_mv", "mV", -20, 20);
    private static readonly NumberField Before = new("rr_before_ms", "ms", 150, 5000);
    private static readonly NumberField After = new("rr_after_ms", "ms", 150, 5000);
    private static readonly NumberField Mean = new("rr_mean10_ms", "ms", 150, 5000);
    private static readonly NumberField Median = new("rr_median60_ms", "ms", 150, 5000);

    public float[] Lead360Hertz => lead;

    public IReadOnlyList<BeatWindow> Beats => beats;

    public static EcgInput Read(ArgumentReader reader)
    {
        if (reader.Has("beats"))
        {
            return new EcgInput([], [.. reader.Objects("beats", MostBeats).Select(ReadBeat)]);
        }

        if (!reader.Has("lead_mv"))
        {
            reader.Add(
                "lead_mv",
                $"is missing: give {ShortestSeconds} to {LongestSeconds} s of a lead in mV with sampling_hz {EcgLead.SamplingHertz}, or give beats");
            return new EcgInput([], []);
        }

        _ = reader.Number(Sampling);
        var samples = reader.Numbers(Lead, ShortestSeconds * EcgLead.SamplingHertz, LongestSeconds * EcgLead.SamplingHertz);
        return new EcgInput(samples, []);
    }

    public void Dispose()
    {
        Array.Clear(lead);
        Array.ForEach(beats, beat => beat.Dispose());
    }

    private static BeatWindow ReadBeat(ArgumentReader reader)
    {
        var wave = reader.Numbers(Wave, BeatWindow.SampleCount, BeatWindow.SampleCount);
        var rhythm = new BeatRhythm(reader.Number(Before), reader.Number(After), reader.Number(Mean), reader.Number(Median));
        reader.RefuseUnread();
        return new BeatWindow(wave, rhythm);
    }
}
