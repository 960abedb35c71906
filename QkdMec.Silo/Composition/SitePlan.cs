using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Composition;

/// <summary>A site of the system.</summary>
/// <param name="Kme">Its KME.</param>
/// <param name="KeyAddress">Where this process has the KME's QKD 014 listener; null when the KME has no SAEs, or runs elsewhere.</param>
/// <param name="Saes">The SAEs attached.</param>
/// <param name="Hosts">The MEC hosts.</param>
/// <param name="Client">The client perimeter, when the site is one.</param>
internal sealed record SitePlan(
    KmeAddress Kme, Uri? KeyAddress, ImmutableArray<SaeId> Saes, ImmutableArray<HostPlan> Hosts, PerimeterScenario? Client)
{
    /// <summary>Where SAEs reach the KME, the nearest first.</summary>
    public ImmutableArray<Uri> KeyAddresses { get; init; } = [];

    /// <summary>Where this process will listen once the KME has a SAE; null when that is chosen then.</summary>
    public Uri? KeptKeyAddress { get; init; }

    /// <summary>Where else this process serves the KME's QKD 014.</summary>
    public ImmutableArray<Uri> MoreKeyAddresses { get; init; } = [];

    /// <summary>The delivery of this process, which all its ports share.</summary>
    public KeyListenerId Listener { get; init; } = new(Kme.Site, Kme.Kme.Value);

    /// <summary>What is particular about its key delivery.</summary>
    public KeyDeliveryScenario KeyDelivery { get; init; } = new();

    /// <summary>The site's id.</summary>
    public SiteId Id => Kme.Site;
}
