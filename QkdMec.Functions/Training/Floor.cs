namespace QkdMec.Functions.Training;

/// <summary>What an output must reach on the held-out part. A figure without a floor is null.</summary>
internal sealed record Floor
{
    public required string Output { get; init; }

    public required double AreaUnderCurve { get; init; }

    public double? BrierScore { get; init; }

    public double? CalibrationError { get; init; }

    public double? Sensitivity { get; init; }

    public double? Precision { get; init; }

    /// <summary>Says which figures are missed.</summary>
    /// <param name="metrics">The figures reached.</param>
    /// <returns>A sentence per figure.</returns>
    public IEnumerable<string> Misses(BinaryMetrics metrics)
    {
        (string Name, double Reached, double? Least, double? Most)[] figures =
        [
            ("AUC", metrics.AreaUnderCurve, AreaUnderCurve, null),
            ("Brier score", metrics.BrierScore, null, BrierScore),
            ("calibration error", metrics.CalibrationError, null, CalibrationError),
            ("sensitivity", metrics.Sensitivity, Sensitivity, null),
            ("precision", metrics.Precision, Precision, null),
        ];
        return figures
            .Where(figure => !(figure.Reached >= (figure.Least ?? double.NegativeInfinity) && figure.Reached <= (figure.Most ?? double.PositiveInfinity)))
            .Select(figure => $"{Output}: {figure.Name} {figure.Reached:F4} misses {figure.Least ?? figure.Most:F4}");
    }
}
