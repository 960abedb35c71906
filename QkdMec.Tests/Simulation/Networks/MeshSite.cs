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

/// <summary>One site of a <see cref="MeshNetwork"/>: what survives a crash of its silo, and how its silo is composed.</summary>
internal sealed class MeshSite(KmeAddress address, MeshNetwork network)
{
    private ulong starts;

    public KmeAddress Address => address;

    public MemoryKeyVault Vault { get; } = SiteParts.NewVault(address, network.Topology);

    public SiloDefinition Definition => SiteParts.SiloOf(address, Compose);

    private void Compose(IServiceCollection services)
    {
        var entropy = new SeededEntropy(((ulong)network.Topology.Kmes.IndexOf(address) << 56) ^ (++starts << 40));
        var plan = new NetworkPlan(network.Topology, network.Plans);
        services.AddSite(new SiteParts(address, plan, network.States, Vault, entropy) { Pools = new KeyPoolOptions { CapacityBytes = MeshNetwork.PoolBytes } })
            .AddSingleton(provider => SiteComposition.SenderOf(provider, new LoggedRelays(provider.GetRequiredService<IGrainFactory>(), network.Relays)))
            .AddKeyedSingleton(address.Site, (provider, _) => PadsOf(provider.GetRequiredKeyedService<KeyDelivery>(address.Site)))
            .Configure<QkdLinkOptions>(options => options.MaxBlockBytes = MeshNetwork.LinkBlockBytes)
            .Configure<QkdNetworkOptions>(options =>
            {
                options.RelayBlockBytes = MeshNetwork.RelayBlockBytes;
                network.Configure(options);
            });
    }

    private IPadSource PadsOf(KeyDelivery delivery) =>
        new LoggedPads(address.Kme, network.Liar == address.Kme.Value ? new LyingPads(delivery) : delivery, network.Relays);
}
