using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;

namespace QkdMec.Grains.QkdNetworks.Topologies;

/// <summary>A link as an operator lays it.</summary>
/// <param name="Link">Its two ends.</param>
/// <param name="Profile">The device profile, one of <see cref="DeviceProfiles"/>.</param>
/// <param name="Kilometres">The fibre's length, 0 to <see cref="LongestKilometres"/>.</param>
/// <param name="AttenuationDbPerKm">The fibre's attenuation, 0 to <see cref="LargestLossDb"/>.</param>
/// <param name="FixedLossDb">What connectors, splices and switches add, in dB, 0 to <see cref="LargestLossDb"/>.</param>
/// <param name="ReserveBytes">What relaying leaves in each of its directed pools, not below 0; null: the network's default.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.LinkDefinition)]
public sealed record LinkDefinition(
    [property: Id(0)] LinkId Link,
    [property: Id(1)] string Profile,
    [property: Id(2)] double Kilometres,
    [property: Id(3)] double AttenuationDbPerKm = 0.2,
    [property: Id(4)] double FixedLossDb = 0,
    [property: Id(5)] long? ReserveBytes = null)
{
    /// <summary>No link is longer, in kilometres.</summary>
    public const double LongestKilometres = 1000;

    /// <summary>No loss is larger, in dB or dB/km.</summary>
    public const double LargestLossDb = 100;

    /// <summary>Whether its numbers are those of a fibre.</summary>
    public bool IsFibre =>
        Kilometres is >= 0 and <= LongestKilometres
        && AttenuationDbPerKm is >= 0 and <= LargestLossDb && FixedLossDb is >= 0 and <= LargestLossDb
        && ReserveBytes is null or >= 0;

    /// <summary>The definition of a plan.</summary>
    public static LinkDefinition Of(LinkPlan plan) =>
        new(plan.Link, plan.Device.Name, plan.Fibre.LengthKm, plan.Fibre.AttenuationDbPerKm, plan.Fibre.FixedLossDb, plan.ReserveBytes);

    /// <summary>The plan; null when there is no such profile.</summary>
    /// <param name="generation">When it was laid, as a version of the topology: a link that is laid anew is another one.</param>
    public LinkPlan? ToPlan(long generation) => DeviceProfiles.Find(Profile) is { } device
        ? new LinkPlan(Link, new Fibre(Kilometres, AttenuationDbPerKm, FixedLossDb), device, SeedAt(generation), ReserveBytes) { Generation = generation }
        : null;

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
