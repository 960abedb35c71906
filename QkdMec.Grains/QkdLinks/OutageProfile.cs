namespace QkdMec.Grains.QkdLinks;

/// <summary>How often a link fails by itself, and for how long. Both times are exponentially distributed.</summary>
/// <param name="MeanTimeBetween">The mean time from a repair to the next failure.</param>
/// <param name="MeanTimeToRepair">The mean time a failure lasts.</param>
public sealed record OutageProfile(TimeSpan MeanTimeBetween, TimeSpan MeanTimeToRepair)
{
    /// <summary>The share of time in which the link works.</summary>
    public double Availability => MeanTimeBetween / (MeanTimeBetween + MeanTimeToRepair);
}
