namespace QkdMec.Silo.Scenarios;

/// <summary>The devices of a link, when they are not simulated.</summary>
internal sealed record ModuleScenario
{
    /// <summary>The driver: <c>simulated</c>, <c>etsi014</c> or <c>key-files</c>.</summary>
    public required string Driver { get; init; }

    /// <summary>What the driver needs at each end, by the name of the KME.</summary>
    public IReadOnlyDictionary<string, ModuleEndScenario> Ends { get; init; } = new Dictionary<string, ModuleEndScenario>();
}
