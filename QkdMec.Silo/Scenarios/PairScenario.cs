namespace QkdMec.Silo.Scenarios;

/// <summary>What a pair of KMEs wants that others do not.</summary>
internal sealed record PairScenario
{
    /// <summary>The two KMEs.</summary>
    public required IReadOnlyList<string> Between { get; init; }

    /// <summary>How many routes without a common relay each relayed block between them takes.</summary>
    public required int DisjointPaths { get; init; }
}
