using QkdMec.Grains.Identity;

namespace QkdMec.Silo.Composition;

/// <summary>A worker of a MEC host.</summary>
/// <param name="Sae">Its SAE.</param>
/// <param name="Site">The site where that is attached, whose authority vouches for it.</param>
/// <param name="Address">Where it listens.</param>
internal sealed record WorkerPlan(SaeId Sae, SiteId Site, Uri Address);
