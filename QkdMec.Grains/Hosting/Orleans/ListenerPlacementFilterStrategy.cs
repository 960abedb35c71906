using Orleans.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>Marks grains placed on silos of the listener that is their key; made by name, hence the parameterless constructor.</summary>
public sealed class ListenerPlacementFilterStrategy() : PlacementFilterStrategy(order: 0);
