using Orleans.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>The grain runs only on silos of the site that is the first segment of its key.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SitePlacedAttribute() : PlacementFilterAttribute(new SitePlacementFilterStrategy());
