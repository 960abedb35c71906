using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts;

/// <summary>What an operator said of a host at run time; it counts in place of the configuration.</summary>
/// <param name="Kme">The KME of its site.</param>
/// <param name="Contexts">How many app contexts it takes at once.</param>
/// <param name="MemoryMegabytes">Memory for applications, in MB.</param>
/// <param name="CountryCode">The country it stands in, ISO 3166, two capitals; null when it does not matter.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.HostTerms)]
public sealed record HostTerms(
    [property: Id(0)] KmeId Kme, [property: Id(1)] int Contexts, [property: Id(2)] int MemoryMegabytes, [property: Id(3)] string? CountryCode)
{
    /// <summary>A host as it is after all: what is configured of it, if anything, under these terms.</summary>
    public HostDescription ApplyTo(HostDescription host) =>
        host with { Kme = Kme, Contexts = Contexts, MemoryMegabytes = MemoryMegabytes, CountryCode = CountryCode };
}
