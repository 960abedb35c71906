using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>Keeps the silos of the site that is the first segment of its key.</summary>
internal sealed class SitePlacementFilterDirector(ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        silos.Where(silo => KeyPlacement.AcceptsSite(target.GrainIdentity.Key.ToString()!, metadata.GetSiloMetadata(silo).Metadata));
}
