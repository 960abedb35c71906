using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Simulation.Sites;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>One site of the hospital's network: what survives a crash of its silo, and how its silo is composed.</summary>
internal sealed class SimulatedSite(KmeAddress address, HospitalSites network, ulong seed)
{
    private ulong starts;

    public KmeAddress Address => address;

    public MemoryKeyVault Vault { get; } = SiteParts.NewVault(address, HospitalSites.Topology);

    public SiloDefinition Definition => SiteParts.SiloOf(address, Compose);

    private void Compose(IServiceCollection services)
    {
        var entropy = new SeededEntropy(seed ^ ((ulong)HospitalSites.Topology.Kmes.IndexOf(address) << 56) ^ (++starts << 40));
        var plan = new NetworkPlan(HospitalSites.Topology, HospitalSites.Plans);
        services.AddSite(new SiteParts(address, plan, network.States, Vault, entropy) { Pools = new KeyPoolOptions { CapacityBytes = HospitalSites.PoolBytes } })
            .AddKeyedSingleton(address.Site, (provider, _) => network.Liar == address ? new LyingPads(PadsOf(provider)) : PadsOf(provider))
            .Configure<QkdLinkOptions>(options => options.MaxBlockBytes = HospitalSites.LinkBlockBytes)
            .Configure<QkdNetworkOptions>(options => options.RelayBlockBytes = HospitalSites.RelayBlockBytes);
        if (network.Started is { } started)
        {
            services.AddSingleton<IIncomingGrainCallFilter>(provider => new StartOfSilo(() => started(provider)));
        }
    }

    private IPadSource PadsOf(IServiceProvider provider) =>
        network.Pads is { } book ? new BookedPads(address.Kme, book) : provider.GetRequiredKeyedService<KeyDelivery>(address.Site);
}
