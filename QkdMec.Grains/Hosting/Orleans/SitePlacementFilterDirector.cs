using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>Keeps the silos of the site that is the first segment of its key.</summary>
internal sealed class SitePlacementFilterDirector(ISiloPlaces places) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        silos.Where(silo => KeyPlacement.AcceptsSite(target.GrainIdentity.Key.ToString()!, places.Of(silo)));
}
