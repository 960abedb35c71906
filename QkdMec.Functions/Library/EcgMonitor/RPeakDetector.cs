namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>
/// Finds R peaks in a batch of a lead. In the line of Pan and Tompkins (1985): band, square, moving window, threshold, refractory time; the
/// threshold is the second moving average of Elgendi (2013), which needs no learning phase and so suits a batch of seconds.
/// </summary>
internal static class RPeakDetector
{
    // Widths and offset as published by Elgendi for normal and ectopic QRS complexes.
    private const int QrsWidthMilliseconds = 97;
    private const int BeatWidthMilliseconds = 611;
    private const double OffsetOfMean = 0.08;

    private const int RefractoryMilliseconds = 250;

    // Below this the signal is a flat line with noise of the converter.
    private const double SmallestPeakMillivolts = 0.04;

    /// <summary>Finds the R peaks.</summary>
    /// <param name="lead">Samples at 360 Hz in mV.</param>
    /// <returns>Places of the peaks, ascending.</returns>
    public static int[] Detect(ReadOnlySpan<float> lead)
    {
        var band = QrsBand.Filter(lead);
        var energy = Array.ConvertAll(band, value => value * value);
        var qrs = MovingAverage.Centred(energy, EcgLead.SamplesOf(QrsWidthMilliseconds));
        var beat = MovingAverage.Centred(energy, EcgLead.SamplesOf(BeatWidthMilliseconds));
        var offset = OffsetOfMean * energy.Average();
        var places = KeepHighest(band, Blocks(qrs, beat, offset).Select(block => HighestIn(band, block.Start, block.End)));
        for (var index = 0; index < places.Count; index++)
        {
            places[index] = EcgBaseline.PeakNear(lead, places[index]);
        }

        Array.ForEach([band, energy, qrs, beat], Array.Clear);
        return [.. places.Distinct().Order()];
    }

    /// <summary>The runs in which the narrow average is above the wide one, long enough for a QRS complex.</summary>
    private static IEnumerable<(int Start, int End)> Blocks(double[] qrs, double[] beat, double offset)
    {
        var start = -1;
        for (var index = 0; index <= qrs.Length; index++)
        {
            var isAbove = index < qrs.Length && qrs[index] > beat[index] + offset;
            if (isAbove && start < 0)
            {
                start = index;
            }
            else if (!isAbove && start >= 0)
            {
                // A complex that the batch's ends cut counts with what is there.
                var isCut = start == 0 || index == qrs.Length;
                if (isCut || index - start >= EcgLead.SamplesOf(QrsWidthMilliseconds))
                {
                    yield return (start, index);
                }

                start = -1;
            }
        }
    }

    private static int HighestIn(double[] band, int start, int end)
    {
        var highest = start;
        for (var index = start; index < end; index++)
        {
            highest = Math.Abs(band[index]) > Math.Abs(band[highest]) ? index : highest;
        }

        return highest;
    }

    /// <summary>Drops peaks of a flat line; of two within the refractory time only the higher is a beat.</summary>
    private static List<int> KeepHighest(double[] band, IEnumerable<int> places)
    {
        var kept = new List<int>();
        foreach (var place in places.Where(place => Math.Abs(band[place]) >= SmallestPeakMillivolts))
        {
            if (kept.Count == 0 || place - kept[^1] >= EcgLead.SamplesOf(RefractoryMilliseconds))
            {
                kept.Add(place);
            }
            else if (Math.Abs(band[place]) > Math.Abs(band[kept[^1]]))
            {
                kept[^1] = place;
            }
        }

        return kept;
    }
}
