using Orleans.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>Marks grains placed on silos of the MEC host that is the first two segments of its key; made by name, hence the parameterless constructor.</summary>
public sealed class HostPlacementFilterStrategy() : PlacementFilterStrategy(order: 0);
