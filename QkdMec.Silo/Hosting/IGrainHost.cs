using QkdMec.Grains.Identity;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Hosting;

/// <summary>What runs the grains of a system: virtual silos in this process, or Orleans.</summary>
internal interface IGrainHost : IAsyncDisposable
{
    /// <summary>References whose calls start outside all sites: what the gateway calls with.</summary>
    IGrainFactory Grains { get; }

    /// <summary>The services of the silo that runs for a site.</summary>
    IServiceProvider ServicesOf(SiteId site);

    /// <summary>The services of the silo that runs a MEC host.</summary>
    IServiceProvider ServicesOf(HostId host);

    /// <summary>Takes the operators' changes of the topology up in every silo, and goes on following them.</summary>
    /// <exception cref="StartupException">They cannot be read.</exception>
    Task FollowTopologyAsync();

    /// <summary>Whether a silo for another site can be started in this process.</summary>
    bool CanAddSites { get; }

    /// <summary>Starts a silo for another site.</summary>
    /// <exception cref="StartupException">It cannot run, or <see cref="CanAddSites"/> is not.</exception>
    Task AddSiteAsync(SitePlan site);

    /// <summary>Ends the grains; what has not ended at the deadline is left behind.</summary>
    Task StopAsync(CancellationToken deadline);
}
