using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Simulation;

/// <summary>One run of a simulation.</summary>
public sealed class SimulationOptions
{
    /// <summary>Decides everything that is left to chance.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The grains, their time-out and idle age, the tap. The clock is the simulation's own.</summary>
    public required GrainClusterOptions Cluster { get; init; }

    /// <summary>A run with more turns fails: it hangs in a loop.</summary>
    public long MostTurns { get; init; } = 2_000_000;

    /// <summary>A run that takes more virtual time fails: periodic timers would hide that it hangs.</summary>
    public TimeSpan LongestTime { get; init; } = TimeSpan.FromDays(30);
}
