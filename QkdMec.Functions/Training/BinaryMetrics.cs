namespace QkdMec.Functions.Training;

/// <summary>Figures of predicted probabilities against what happened.</summary>
/// <param name="AreaUnderCurve">Probability that a positive is ranked above a negative; ties count half.</param>
/// <param name="BrierScore">Mean squared difference.</param>
/// <param name="CalibrationError">Mean distance of predicted and seen frequency over ten bins of equal width, weighted by rows.</param>
/// <param name="Sensitivity">Share of the positives that are predicted with at least 0.5.</param>
/// <param name="Precision">Share of the rows predicted with at least 0.5 that are positive.</param>
internal sealed record BinaryMetrics(
    double AreaUnderCurve, double BrierScore, double CalibrationError, double Sensitivity, double Precision)
{
    private const int BinCount = 10;
    private const float Threshold = 0.5f;

    public static BinaryMetrics Of(float[] predictions, bool[] labels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(predictions.Length, labels.Length);
        var positives = labels.Count(label => label);
        var called = predictions.Count(prediction => prediction >= Threshold);
        var hits = predictions.Where((prediction, row) => prediction >= Threshold && labels[row]).Count();
        return new BinaryMetrics(
            AreaOf(predictions, labels),
            predictions.Select((prediction, row) => Math.Pow(prediction - (labels[row] ? 1 : 0), 2)).Average(),
            CalibrationErrorOf(predictions, labels),
            (double)hits / positives,
            (double)hits / called);
    }

    public override string ToString() =>
        $"AUC {AreaUnderCurve:F4}, Brier {BrierScore:F4}, ECE {CalibrationError:F4}, sensitivity {Sensitivity:F3}, precision {Precision:F3}";

    private static double AreaOf(float[] predictions, bool[] labels)
    {
        var order = Enumerable.Range(0, predictions.Length).OrderBy(row => predictions[row]).ToArray();
        double rankSum = 0;
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && predictions[order[end]] == predictions[order[start]])
            {
                end++;
            }

            // Ranks count from 1; rows of the same prediction share their mean rank.
            var meanRank = (start + 1 + end) / 2.0;
            rankSum += meanRank * order[start..end].Count(row => labels[row]);
            start = end;
        }

        double positives = labels.Count(label => label);
        return (rankSum - (positives * (positives + 1) / 2)) / (positives * (labels.Length - positives));
    }

    private static double CalibrationErrorOf(float[] predictions, bool[] labels) =>
        Enumerable.Range(0, predictions.Length)
            .GroupBy(row => Math.Min((int)(predictions[row] * BinCount), BinCount - 1))
            .Sum(bin => Math.Abs(bin.Average(row => (double)predictions[row]) - bin.Average(row => labels[row] ? 1.0 : 0.0)) * bin.Count())
        / predictions.Length;
}
