using QkdMec.Functions.Training;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>A made-up lead: bumps for P, Q, R, S and T, wide beats where a test wants them, wander of the baseline and noise.</summary>
internal static class SyntheticEcg
{
    private const int Hertz = 360;

    // Offset from the R peak in s, width in s, height in mV.
    private static readonly (double Offset, double Width, double Height)[] Narrow =
        [(-0.17, 0.022, 0.12), (-0.028, 0.008, -0.1), (0, 0.011, 1.1), (0.03, 0.009, -0.25), (0.27, 0.045, 0.28)];

    private static readonly (double Offset, double Width, double Height)[] Wide = [(0, 0.04, 1.7), (0.11, 0.035, -0.5), (0.3, 0.06, -0.45)];

    /// <summary>Makes a lead.</summary>
    /// <param name="seconds">Its length.</param>
    /// <param name="beats">When each beat's peak is, and whether it is wide.</param>
    /// <param name="noiseMillivolts">Deviation of the noise.</param>
    /// <returns>Samples at 360 Hz in mV.</returns>
    public static float[] Make(double seconds, IReadOnlyList<(double Second, bool IsWide)> beats, double noiseMillivolts = 0.02)
    {
        var chance = new SeededSequence(11);
        var lead = new float[(int)(seconds * Hertz)];
        for (var index = 0; index < lead.Length; index++)
        {
            var second = (double)index / Hertz;
            var wander = 0.15 * Math.Sin(2 * Math.PI * 0.25 * second);
            lead[index] = (float)(wander + (noiseMillivolts * chance.NextNormal()) + beats.Sum(beat => HeightOf(beat, second)));
        }

        return lead;
    }

    /// <summary>Beats at an even rate.</summary>
    /// <param name="perMinute">The rate.</param>
    /// <param name="seconds">Until when.</param>
    /// <returns>Narrow beats, the first after 0.4 s.</returns>
    public static List<(double Second, bool IsWide)> Steady(double perMinute, double seconds) =>
        [.. Enumerable.Range(0, (int)Math.Ceiling((seconds - 0.8) * perMinute / 60)).Select(index => (0.4 + (index * 60 / perMinute), false))];

    private static double HeightOf((double Second, bool IsWide) beat, double second) => (beat.IsWide ? Wide : Narrow)
        .Sum(bump => bump.Height * Math.Exp(-0.5 * Math.Pow((second - beat.Second - bump.Offset) / bump.Width, 2)));
}
