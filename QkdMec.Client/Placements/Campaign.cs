namespace QkdMec.Client.Placements;

/// <summary>Many seeds of one model with several policies.</summary>
/// <param name="Model">The model.</param>
/// <param name="Policies">The policies, by name.</param>
/// <param name="FirstSeed">The first seed; the runs' seeds follow each other.</param>
/// <param name="Runs">How many seeds.</param>
internal sealed record Campaign(PlacementModel Model, IReadOnlyList<string> Policies, ulong FirstSeed, int Runs)
{
    /// <summary>
    /// Runs everything. Each run draws from its own seed and its result has its own place, so that the outcome does not depend on how many run at the same time.
    /// </summary>
    /// <exception cref="PlacementModelException">The model cannot be run.</exception>
    public IReadOnlyList<PolicySeries> Execute(int parallelism, CancellationToken cancellationToken)
    {
        var results = new RunMeasures[Policies.Count][][];
        for (var policy = 0; policy < Policies.Count; policy++)
        {
            results[policy] = new RunMeasures[Runs][];
        }

        var limits = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, Runs * Policies.Count, limits, job =>
            {
                var (run, policy) = Math.DivRem(job, Policies.Count);
                results[policy][run] = Model.Run(Policies[policy], FirstSeed + (ulong)run);
            });
        }
        catch (AggregateException faults) when (faults.InnerExceptions.All(fault => fault is PlacementModelException))
        {
            throw faults.InnerExceptions[0];
        }

        return [.. Policies.Select((name, policy) => new PolicySeries(name, Model.Points, results[policy]))];
    }
}
