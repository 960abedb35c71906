using Orleans.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>The grain runs only on silos of the listener that is its key.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ListenerPlacedAttribute() : PlacementFilterAttribute(new ListenerPlacementFilterStrategy());
