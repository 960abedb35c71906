using System.Globalization;

namespace QkdMec.Protocols.Placements;

/// <summary>What was missing when an application was refused.</summary>
public enum ShortageKind
{
    /// <summary>No edge node can be reached, whatever the rate and the load.</summary>
    Unreachable,

    /// <summary>No path has the rate.</summary>
    Rate,

    /// <summary>No edge node that can be reached has the processing.</summary>
    Processing,

    /// <summary>Neither has any.</summary>
    RateAndProcessing,

    /// <summary>There is a path with the rate and an edge node with the processing, but they do not meet.</summary>
    Apart,

    /// <summary>It would fit, but takes more of what is scarce than an application is worth.</summary>
    Price,
}

/// <summary>Why an application was refused, and what would have fitted of what the policy looks at.</summary>
/// <param name="Kind">What was missing.</param>
/// <param name="Demand">What was asked for.</param>
/// <param name="RateThatFits">A rate that would be admitted with the load that was asked for; 0 for none.</param>
/// <param name="LoadThatFits">A load that would be admitted with the rate that was asked for; 0 for none.</param>
public sealed record Shortage(ShortageKind Kind, AppDemand Demand, double RateThatFits, double LoadThatFits)
{
    /// <summary>The reason in words, with what would fit.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Reason}: {WouldFit}");

    private string Reason => Kind switch
    {
        ShortageKind.Unreachable => "no edge node can be reached",
        ShortageKind.Rate => $"no path has a key rate of {Text(Demand.Rate)} left",
        ShortageKind.Processing => $"no edge node that can be reached has a processing of {Text(Demand.Load)} left",
        ShortageKind.RateAndProcessing => $"no path has a key rate of {Text(Demand.Rate)} and no edge node a processing of {Text(Demand.Load)} left",
        ShortageKind.Apart => $"no edge node with a processing of {Text(Demand.Load)} left has a path with a key rate of {Text(Demand.Rate)} left",
        _ => $"a key rate of {Text(Demand.Rate)} and a processing of {Text(Demand.Load)} cost more of what is scarce than the application is worth",
    };

    private string WouldFit => (RateThatFits, LoadThatFits) switch
    {
        ( > 0, > 0) => $"a rate of {Text(RateThatFits)} with this load would fit, or a load of {Text(LoadThatFits)} with this rate",
        ( > 0, _) => $"a rate of {Text(RateThatFits)} with this load would fit",
        (_, > 0) => $"a load of {Text(LoadThatFits)} with this rate would fit",
        _ => "neither a smaller rate nor a smaller load alone would fit",
    };

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
