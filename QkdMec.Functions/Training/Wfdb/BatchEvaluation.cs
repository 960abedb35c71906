using QkdMec.Functions.Library.EcgMonitor;
using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Training.Wfdb;

/// <summary>How ecg-monitor does on a record that is cut into batches of ten seconds, as it is used.</summary>
/// <param name="AnnotatedBeats">Beats of the expert.</param>
/// <param name="FoundBeats">Peaks of the detector.</param>
/// <param name="MatchedBeats">Peaks within 150 ms of an annotated beat of its own (ANSI/AAMI EC57).</param>
/// <param name="Ventricular">Matched and classified beats by what the expert says (true first) and what the network says.</param>
internal sealed record BatchEvaluation(int AnnotatedBeats, int FoundBeats, int MatchedBeats, VentricularCounts Ventricular)
{
    private const int BatchSeconds = 10;
    private const int ToleranceMilliseconds = 150;
    private const float Threshold = 0.5f;

    public double Sensitivity => (double)MatchedBeats / AnnotatedBeats;

    public double PositivePredictivity => (double)MatchedBeats / FoundBeats;

    public static BatchEvaluation Of(WfdbRecord record, FeedForwardNetwork network)
    {
        var verdicts = new List<BeatVerdict>();
        var length = BatchSeconds * EcgLead.SamplingHertz;
        for (var start = 0; start < record.LeadMillivolts.Length; start += length)
        {
            var batch = record.LeadMillivolts.AsSpan(start, Math.Min(length, record.LeadMillivolts.Length - start));
            verdicts.AddRange(LeadAnalysis.Run(batch, network).Select(verdict => verdict with { Sample = verdict.Sample + start }));
        }

        return Match(record.Beats, verdicts);
    }

    public override string ToString() =>
        $"{AnnotatedBeats} beats, detection sensitivity {Sensitivity:P2}, positive predictivity {PositivePredictivity:P2}; "
        + $"ventricular: {Ventricular}";

    private static BatchEvaluation Match(IReadOnlyList<WfdbBeat> beats, List<BeatVerdict> verdicts)
    {
        var tolerance = EcgLead.SamplesOf(ToleranceMilliseconds);
        var (matched, next) = (0, 0);
        var counts = new VentricularCounts(0, 0, 0, 0);
        foreach (var beat in beats)
        {
            while (next < verdicts.Count && verdicts[next].Sample < beat.Sample - tolerance)
            {
                next++;
            }

            if (next < verdicts.Count && verdicts[next].Sample <= beat.Sample + tolerance)
            {
                counts = verdicts[next].Probability is { } probability ? counts.Add(beat.IsVentricular, probability >= Threshold) : counts;
                matched++;
                next++;
            }
        }

        return new BatchEvaluation(beats.Count, verdicts.Count, matched, counts);
    }
}
