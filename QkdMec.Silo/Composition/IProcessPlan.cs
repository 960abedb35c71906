using QkdMec.Grains.Identity;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Composition;

/// <summary>Which part of a system this process runs, and where the rest is.</summary>
internal interface IProcessPlan
{
    /// <summary>The machine's name when there are others; null when everything runs here.</summary>
    string? MachineName { get; }

    /// <summary>Where the gateway listens; null when this process has none.</summary>
    Uri? Gateway { get; }

    /// <summary>Where the client perimeter reaches a gateway.</summary>
    Uri ReachedGateway { get; }

    /// <summary>Where the client perimeter listens; null when this process has none.</summary>
    Uri? Client { get; }

    /// <summary>Where the process tells of its health beside the gateway; null when it has no listener for that alone.</summary>
    Uri? Health { get; }

    /// <summary>Whether the first start of the system is this process' to arrange.</summary>
    bool OnboardsApps { get; }

    /// <summary>Whether this process runs for a site.</summary>
    bool Runs(SiteId site);

    /// <summary>Whether this process runs a MEC host.</summary>
    bool Runs(HostId host);

    /// <summary>The name of a site's listener here.</summary>
    KeyListenerId ListenerOf(KmeAddress kme);

    /// <summary>Where a site of this process serves QKD 014, the port of its KME first; none when it has no place for that before it has a SAE.</summary>
    IEnumerable<Uri> ListenersOf(SiteScenario site);

    /// <summary>Where SAEs reach the KME of a site, the nearest first.</summary>
    IEnumerable<Uri> KeyAddressesOf(SiteScenario site);
}
