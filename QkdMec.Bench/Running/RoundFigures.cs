using QkdMec.Bench.Loads;

namespace QkdMec.Bench.Running;

/// <summary>What one round gave.</summary>
/// <param name="Done">Units of work.</param>
/// <param name="Elapsed">How long they took.</param>
/// <param name="ServerCpu">The CPU time of the server's process.</param>
/// <param name="Latencies">How long each unit took, in ticks of the stopwatch, in no order.</param>
internal sealed record RoundFigures(long Done, TimeSpan Elapsed, TimeSpan ServerCpu, List<long> Latencies)
{
    /// <summary>Nothing yet.</summary>
    public static RoundFigures None => new(0, TimeSpan.Zero, TimeSpan.Zero, []);

    /// <summary>Units a second.</summary>
    public double Rate => Done / Elapsed.TotalSeconds;

    /// <summary>CPU time of the server a unit, in microseconds.</summary>
    public double CpuMicroseconds => ServerCpu.TotalMicroseconds / Done;

    /// <summary>What half of the units took at most, in microseconds.</summary>
    public double MedianMicroseconds { get; } = MedianOf(Latencies);

    /// <summary>This and a load more.</summary>
    public RoundFigures With(LoadFigures load, TimeSpan cpu) =>
        new(Done + load.Latencies.Count, Elapsed + load.Elapsed, ServerCpu + cpu, [.. Latencies, .. load.Latencies]);

    private static double MedianOf(List<long> latencies)
    {
        if (latencies.Count == 0)
        {
            return 0;
        }

        latencies.Sort();
        return TimeSpan.FromSeconds((double)latencies[latencies.Count / 2] / System.Diagnostics.Stopwatch.Frequency).TotalMicroseconds;
    }
}
