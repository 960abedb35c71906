using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Topologies;

namespace QkdMec.Silo.Scenarios;

/// <summary>The part of the check that is about what a link is made of: devices, fibre, what was measured on it.</summary>
internal static class LinkDeviceChecks
{
    private const double ShortestPeriod = 0.001;
    private const double LongestPeriod = 1e6;
    private const long LargestStore = 1024 * 1024 * 1024;

    /// <summary>Adds the faults of a link's own members.</summary>
    public static void Check(LinkScenario link, string name, List<string> faults)
    {
        var profile = DeviceProfiles.Find(link.Profile);
        if (profile is null)
        {
            faults.Add($"link '{name}': there is no device profile '{link.Profile}': give one of {string.Join(", ", DeviceProfiles.All.Select(known => known.Name))}");
        }

        (string Member, double? Value, double Least, double Most)[] ranges =
        [
            ("kilometres", link.Kilometres, 0, LinkDefinition.LongestKilometres),
            ("lossDb", link.LossDb, 0, LinkDefinition.LargestLossDb),
            ("rateBitsPerSecond", link.RateBitsPerSecond, 0, LinkDefinition.HighestRateBitsPerSecond),
            ("qber", link.Qber, 0, profile?.Qber.Threshold ?? 0.5),
            ("initialStoreBytes", link.InitialStoreBytes, 0, LargestStore),
            ("outages.hoursBetween", link.Outages?.HoursBetween, ShortestPeriod, LongestPeriod),
            ("outages.minutesToRepair", link.Outages?.MinutesToRepair, ShortestPeriod, LongestPeriod),
        ];
        faults.AddRange(
            from range in ranges
            where range.Value is { } given && !(given >= range.Least && given <= range.Most)
            select $"link '{name}': '{range.Member}' is {range.Value}: give {range.Least} to {range.Most}");
    }
}
