namespace QkdMec.Bench.Relocations;

/// <summary>How many contexts are created, over how many connections.</summary>
internal sealed record RelocationOptions
{
    /// <summary>The contexts. 100 000.</summary>
    public int Contexts { get; init; } = 100_000;

    /// <summary>The connections. 32.</summary>
    public int Connections { get; init; } = 32;
}
