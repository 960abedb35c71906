using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdLinks.Rates;

namespace QkdMec.Grains.QkdNetworks.Topologies;

/// <summary>A link as a scenario file or an operator lays it.</summary>
/// <param name="Link">Its two ends.</param>
/// <param name="Profile">The device profile, one of <see cref="DeviceProfiles"/>.</param>
/// <param name="Kilometres">The fibre's length, 0 to <see cref="LongestKilometres"/>.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.LinkDefinition)]
public sealed record LinkDefinition([property: Id(0)] LinkId Link, [property: Id(1)] string Profile, [property: Id(2)] double Kilometres)
{
    /// <summary>No link is longer, in kilometres.</summary>
    public const double LongestKilometres = 1000;

    /// <summary>No loss is larger, in dB.</summary>
    public const double LargestLossDb = 100;

    /// <summary>No rate is higher, in bit/s.</summary>
    public const double HighestRateBitsPerSecond = 1e9;

    /// <summary>What relaying leaves in each of its directed pools, not below 0; null: the network's default.</summary>
    [Id(5)]
    public long? ReserveBytes { get; init; }

    /// <summary>The loss from end to end as it was measured, in dB; null: that of usual fibre of its length.</summary>
    [Id(6)]
    public double? LossDb { get; init; }

    /// <summary>The key rate as it was measured, in bit/s, where the profile makes more at this loss; null: what the profile makes.</summary>
    [Id(7)]
    public double? RateBitsPerSecond { get; init; }

    /// <summary>The mean error rate as it was measured, 0 to the profile's threshold; null: the profile's.</summary>
    [Id(8)]
    public double? Qber { get; init; }

    /// <summary>Whether the fibre hangs on poles, so that its error rate follows the wind.</summary>
    [Id(9)]
    public bool IsAerial { get; init; }

    /// <summary>Whether its numbers are those of a link.</summary>
    public bool IsMeasurable =>
        Kilometres is >= 0 and <= LongestKilometres
        && LossDb is null or (>= 0 and <= LargestLossDb)
        && RateBitsPerSecond is null or (>= 0 and <= HighestRateBitsPerSecond)
        && ReserveBytes is null or >= 0
        && (Qber is null || (Qber >= 0 && Qber <= (DeviceProfiles.Find(Profile)?.Qber.Threshold ?? 1)));

    /// <summary>The definition of a plan.</summary>
    public static LinkDefinition Of(LinkPlan plan) =>
        plan.Definition ?? new LinkDefinition(plan.Link, plan.Device.Name, plan.Fibre.LengthKm) { LossDb = plan.Fibre.LossDb, ReserveBytes = plan.ReserveBytes };

    /// <summary>The plan; null when there is no such profile.</summary>
    /// <param name="generation">When it was laid, as a version of the topology: a link that is laid anew is another one.</param>
    public LinkPlan? ToPlan(long generation) => DeviceProfiles.Find(Profile) is { } profile
        ? new LinkPlan(Link, FibreOf(), DeviceOf(profile), SeedAt(generation), ReserveBytes) { Generation = generation, Definition = this }
        : null;

    private Fibre FibreOf() => LossDb is { } measured ? Fibre.OfLoss(Kilometres, measured) : new Fibre(Kilometres);

    private DeviceProfile DeviceOf(DeviceProfile profile)
    {
        var qber = profile.Qber with { Mean = Qber ?? profile.Qber.Mean };
        return profile with
        {
            Qber = IsAerial ? qber.Aerial : qber,
            RateLaw = RateBitsPerSecond is { } measured ? new CappedRateLaw(profile.RateLaw, measured) : profile.RateLaw,
        };
    }

    // FNV-1a: the same in every process, and different links must not drift alike.
    private ulong SeedAt(long generation)
    {
        var seed = 14695981039346656037 ^ (ulong)generation;
        foreach (var character in Link.ToGrainKey())
        {
            seed = unchecked((seed ^ character) * 1099511628211);
        }

        return seed;
    }
}
