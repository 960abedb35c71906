namespace QkdMec.Client.Placements;

/// <summary>What is measured of one run. Shares are of what was offered.</summary>
/// <param name="Admitted">The share of the applications that were admitted.</param>
/// <param name="Rate">The share of the key rate that they asked for.</param>
/// <param name="Load">The share of the load that they asked for.</param>
/// <param name="Hops">The mean length of the admitted ones' paths.</param>
/// <param name="Signalling">Links set up and torn down for each admitted application.</param>
/// <param name="Active">Applications that run: at the end, or on average over the time measured.</param>
/// <param name="RateLeft">The share of all links' key rate that is left, likewise.</param>
/// <param name="RoomLeft">The share of all edge nodes' processing that is left, likewise.</param>
internal readonly record struct RunMeasures(
    double Admitted, double Rate, double Load, double Hops, double Signalling, double Active, double RateLeft, double RoomLeft)
{
    /// <summary>The names of the measures in tables.</summary>
    public static IReadOnlyList<string> Names { get; } = ["admitted", "admitted_rate", "admitted_load", "hops", "signalling", "active", "rate_left", "processing_left"];

    /// <summary>The measures, in the order of their names.</summary>
    public IReadOnlyList<double> Values => [Admitted, Rate, Load, Hops, Signalling, Active, RateLeft, RoomLeft];
}
