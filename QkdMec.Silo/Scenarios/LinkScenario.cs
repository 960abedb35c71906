namespace QkdMec.Silo.Scenarios;

/// <summary>A QKD link.</summary>
internal sealed record LinkScenario
{
    /// <summary>The two KMEs it joins.</summary>
    public required IReadOnlyList<string> Between { get; init; }

    /// <summary>The device profile of its modules.</summary>
    public required string Profile { get; init; }

    /// <summary>The fibre's length in kilometres.</summary>
    public required double Kilometres { get; init; }

    /// <summary>What relaying leaves in each directed pool of the link, in bytes; the network's default when it is not given.</summary>
    public long? ReserveBytes { get; init; }
}
