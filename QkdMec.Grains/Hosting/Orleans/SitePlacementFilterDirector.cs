using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>Keeps the silos that run the site that is the first segment of the key.</summary>
internal sealed class SitePlacementFilterDirector(ISiloPlaces places) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        places.FirstOf(target.GrainIdentity.Key.ToString()!, silos);
}
