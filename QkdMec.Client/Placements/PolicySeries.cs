namespace QkdMec.Client.Placements;

/// <summary>The runs of one policy.</summary>
/// <param name="Policy">Its name.</param>
/// <param name="Points">Where runs were measured.</param>
/// <param name="Runs">For each run the measures at each point.</param>
internal sealed record PolicySeries(string Policy, IReadOnlyList<double> Points, IReadOnlyList<RunMeasures[]> Runs)
{
    /// <summary>A measure at a point, over all runs.</summary>
    public Estimate At(int point, Func<RunMeasures, double> measure) => Estimate.Of([.. Runs.Select(run => measure(run[point]))]);
}
