namespace QkdMec.Silo.Scenarios;

/// <summary>How often a link fails by itself.</summary>
internal sealed record OutageScenario
{
    /// <summary>The mean time from a repair to the next failure, in hours.</summary>
    public required double HoursBetween { get; init; }

    /// <summary>The mean time that a failure lasts, in minutes.</summary>
    public required double MinutesToRepair { get; init; }
}
