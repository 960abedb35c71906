using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>A host that is to take contexts; what is null is as configured, or else the default.</summary>
/// <param name="Host">The host.</param>
/// <param name="Contexts">How many app contexts it takes at once, at least 1.</param>
/// <param name="MemoryMegabytes">Memory for applications, in MB, at least 1.</param>
/// <param name="CountryCode">The country it stands in, ISO 3166, two capitals.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.HostRequest)]
public sealed record HostRequest(
    [property: Id(0)] HostId Host, [property: Id(1)] int? Contexts = null, [property: Id(2)] int? MemoryMegabytes = null, [property: Id(3)] string? CountryCode = null)
{
    /// <summary>The terms of a host at a KME; null when nothing differs from its configuration.</summary>
    internal HostTerms? TermsAt(KmeId kme, HostDescription? configured)
    {
        if (configured is not null && this == new HostRequest(Host))
        {
            return null;
        }

        var basis = configured ?? new HostDescription { Id = Host, Kme = kme };
        return new HostTerms(kme, Contexts ?? basis.Contexts, MemoryMegabytes ?? basis.MemoryMegabytes, CountryCode ?? basis.CountryCode);
    }
}
