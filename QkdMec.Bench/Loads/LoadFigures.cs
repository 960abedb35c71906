namespace QkdMec.Bench.Loads;

/// <summary>What one load gave.</summary>
/// <param name="Elapsed">The time until the last client's answer.</param>
/// <param name="Latencies">How long each unit took, in ticks of the stopwatch.</param>
internal readonly record struct LoadFigures(TimeSpan Elapsed, List<long> Latencies);
