using Orleans.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>Marks grains placed on silos of the site that is the first segment of its key; made by name, hence the parameterless constructor.</summary>
public sealed class SitePlacementFilterStrategy() : PlacementFilterStrategy(order: 0);
