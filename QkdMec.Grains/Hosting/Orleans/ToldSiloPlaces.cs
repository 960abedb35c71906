using Orleans.Runtime.MembershipService.SiloMetadata;

namespace QkdMec.Grains.Hosting;

/// <summary>What each silo says of itself in its metadata; none goes before another.</summary>
internal sealed class ToldSiloPlaces(ISiloMetadataCache metadata) : ISiloPlaces
{
    public IReadOnlyDictionary<string, string> Of(SiloAddress silo) => metadata.GetSiloMetadata(silo).Metadata;

    public int RankOf(SiloAddress silo) => 0;
}
