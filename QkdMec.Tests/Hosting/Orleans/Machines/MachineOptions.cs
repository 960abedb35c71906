namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>What a run of machines with faults does.</summary>
internal sealed record MachineOptions
{
    /// <summary>How many faults there are. 100.</summary>
    public int Faults { get; init; } = 100;

    /// <summary>What the faults and the load are drawn from. 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>After how long no fault is begun any more. A day.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The kinds of faults that are left out. None.</summary>
    public IReadOnlyCollection<FaultKind> Without { get; init; } = [];
}
