using Orleans.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>The grain runs only on silos of the MEC host that is the first two segments of its key.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HostPlacedAttribute() : PlacementFilterAttribute(new HostPlacementFilterStrategy());
