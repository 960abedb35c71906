using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>Keeps the silos of the listener that is the grain's key.</summary>
internal sealed class ListenerPlacementFilterDirector(ISiloPlaces places) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        silos.Where(silo => KeyPlacement.AcceptsListener(target.GrainIdentity.Key.ToString()!, places.Of(silo)));
}
