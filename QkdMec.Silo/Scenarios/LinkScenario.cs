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

    /// <summary>The loss from end to end as it was measured, in dB; 0.2 dB/km when it is not given.</summary>
    public double? LossDb { get; init; }

    /// <summary>The key rate as it was measured, in bit/s, when the profile makes more at this loss; 0 makes none.</summary>
    public double? RateBitsPerSecond { get; init; }

    /// <summary>The mean error rate as it was measured, 0 to 0.5; the profile's when it is not given.</summary>
    public double? Qber { get; init; }

    /// <summary>Whether the fibre hangs on poles, so that its error rate follows the wind.</summary>
    public bool Aerial { get; init; }

    /// <summary>How often it fails by itself; never when it is not given.</summary>
    public OutageScenario? Outages { get; init; }

    /// <summary>Key that its devices have ready at the very first start, in bytes.</summary>
    public long InitialStoreBytes { get; init; }

    /// <summary>Its devices, when they are not simulated.</summary>
    public ModuleScenario? Module { get; init; }

    /// <summary>What relaying leaves in each directed pool of the link, in bytes; the network's default when it is not given.</summary>
    public long? ReserveBytes { get; init; }
}
