namespace QkdMec.Bench.Running;

/// <summary>What is measured, and for how long.</summary>
internal sealed record BenchOptions
{
    /// <summary>The paths, in the order of their lines; all of them by default.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [.. BenchPaths.StandardNames];

    /// <summary>The length of one round. 1.25 s: five paths then take less than 5 minutes.</summary>
    public TimeSpan RoundLength { get; init; } = TimeSpan.FromSeconds(1.25);

    /// <summary>How many pairs of rounds are measured. 7: the median stands three noisy pairs on either side.</summary>
    public int Pairs { get; init; } = 7;

    /// <summary>
    /// How many pairs run before the first measured one, so that hot code is compiled. 10: the product is compiled in the background for 15 to 25 s under load,
    /// the bare endpoint for 5.
    /// </summary>
    public int WarmUpPairs { get; init; } = 10;

    /// <summary>How many connections are kept alive, each with one request at a time. 32.</summary>
    public int Connections { get; init; } = 32;

    /// <summary>The share of what the scaled paths hold of hops' stock, pairs and keys. 1; less only to try them out.</summary>
    public double Scale { get; init; } = 1;
}
