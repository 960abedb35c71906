using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.TestingHost;
using QkdMec.Grains.Hosting;
using QkdMec.Tests.Hosts;

namespace QkdMec.Tests.Hosting;

/// <summary>Orleans with two silos, one a site, and a client outside both.</summary>
public sealed class GrainHostFixture : IAsyncLifetime
{
    private const int PlacesOfASilo = 2;

    private readonly Dictionary<string, string> _siteOfSilo = [];
    private InProcessTestCluster _cluster = null!;

    public IGrainFactory Grains => _cluster.Client;

    public async ValueTask InitializeAsync()
    {
        var builder = TestClusters.BuilderOf(HostSites.All.Length);
        builder.ConfigureSilo((silo, host) =>
        {
            string site;
            lock (_siteOfSilo)
            {
                site = HostSites.All[_siteOfSilo.Count];
                _siteOfSilo[silo.SiloName] = site;
            }

            host.UseSiloMetadata(new Dictionary<string, string> { [KeyPlacement.SitesKey] = site, [KeyPlacement.HostsKey] = $"{site}/host-1" });
            host.AddMemoryGrainStorageAsDefault();
            host.AddIncomingGrainCallFilter<MarkingFilter>();
            host.Services.WithoutStandIns().AddKeyPlacement();
            host.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = HostSites.ResponseTimeout);
        });
        builder.ConfigureClient(client =>
            client.Services.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = HostSites.ResponseTimeout));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        while (!_cluster.Silos.All(others => _cluster.Silos.All(silo => TestSilos.IsPlaceable(others.ServiceProvider, silo.SiloAddress, PlacesOfASilo))))
        {
            await Grains.LookAroundAsync();
        }
    }

    /// <summary>A factory on the silo of the site, for calls that stay within it.</summary>
    public IGrainFactory GrainsAt(string site) => SiloOf(site).ServiceProvider.GetRequiredService<IGrainFactory>();

    public Task KillAsync(string site) => _cluster.KillSiloAsync(SiloOf(site));

    public ValueTask DisposeAsync() => _cluster.EndAsync();

    private InProcessSiloHandle SiloOf(string site) => _cluster.Silos.Single(silo => _siteOfSilo[silo.Name] == site);
}
