namespace QkdMec.Silo.Scenarios;

/// <summary>An application of the catalogue.</summary>
internal sealed record AppScenario
{
    /// <summary>Its name, at most 32 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Who provides it, at most 32 characters.</summary>
    public string Provider { get; init; } = "QkdMec";

    /// <summary>The version of its software, at most 32 characters.</summary>
    public string Version { get; init; } = "1.0";

    /// <summary>What it does, at most 128 characters.</summary>
    public required string Description { get; init; }

    /// <summary>The function behind it.</summary>
    public required string Function { get; init; }

    /// <summary>Memory one instance needs, in MB.</summary>
    public int MemoryMegabytes { get; init; } = 16;
}
