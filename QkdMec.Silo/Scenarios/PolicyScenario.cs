using QkdMec.Grains.Orchestration.Placement;

namespace QkdMec.Silo.Scenarios;

/// <summary>How the system decides.</summary>
internal sealed record PolicyScenario
{
    /// <summary>The placement policy.</summary>
    public string Placement { get; init; } = PlacementPolicies.DefaultName;

    /// <summary>The host of all contexts as <c>site/host</c>, with the placement <c>single</c>; it takes as many as its <c>contexts</c> say.</summary>
    public string? SingleHost { get; init; }

    /// <summary>The host of each application as <c>site/host</c>, by the id of its descriptor (<c>name-version</c> for those of a scenario), with the placement <c>by-app</c>.</summary>
    public IReadOnlyDictionary<string, string> HostsByApp { get; init; } = new Dictionary<string, string>();

    /// <summary>For how many seconds stored key beyond links' reserves must last that counts as rate, with the placements <c>joint</c> and <c>joint-open</c>; 0: none does.</summary>
    public double StockHorizonSeconds { get; init; } = 3600;

    /// <summary>The key rate held for each app context, in bit/s.</summary>
    public double KeyRateBitsPerSecond { get; init; } = 256;

    /// <summary>The load from which a host takes no new context, above 0 to 1: the largest share of its contexts, its memory and the processor load that its platform reports.</summary>
    public double MaxLoad { get; init; } = 1;

    /// <summary>How long a reported processor load counts, in seconds.</summary>
    public int TelemetrySeconds { get; init; } = 30;

    /// <summary>The routing policy; the network's default when it is not given.</summary>
    public string? Routing { get; init; }

    /// <summary>How many routes without a common relay each relayed block takes.</summary>
    public int DisjointPaths { get; init; } = 1;

    /// <summary>The same for single pairs of KMEs.</summary>
    public IReadOnlyList<PairScenario> Pairs { get; init; } = [];

    /// <summary>Key kept in one directed pool, in bytes: what a KME has ready, and its vault's size. 4 MiB when it is not given.</summary>
    public long? PoolCapacityBytes { get; init; }
}
