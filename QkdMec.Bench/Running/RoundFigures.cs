namespace QkdMec.Bench.Running;

/// <summary>What one round gave.</summary>
/// <param name="Done">Units of work.</param>
/// <param name="Elapsed">How long they took.</param>
/// <param name="ServerCpu">The CPU time of the server's process.</param>
internal readonly record struct RoundFigures(long Done, TimeSpan Elapsed, TimeSpan ServerCpu)
{
    /// <summary>Units a second.</summary>
    public double Rate => Done / Elapsed.TotalSeconds;

    /// <summary>CPU time of the server a unit, in microseconds.</summary>
    public double CpuMicroseconds => ServerCpu.TotalMicroseconds / Done;
}
