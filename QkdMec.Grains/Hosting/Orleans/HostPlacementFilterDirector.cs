using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>Keeps the silos of the MEC host that is the first two segments of its key.</summary>
internal sealed class HostPlacementFilterDirector(ISiloPlaces places) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        silos.Where(silo => KeyPlacement.AcceptsHost(target.GrainIdentity.Key.ToString()!, places.Of(silo)));
}
