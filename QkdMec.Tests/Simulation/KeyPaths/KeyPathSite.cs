using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.Sites;
using QkdMec.Protocols.Secrets;
using QkdMec.Silo.Composition;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Simulation.KeyPaths;

/// <summary>One site of the world: its disks, and how its silo is composed at every start, as the product composes it.</summary>
internal sealed class KeyPathSite(KmeAddress address, KeyPathSetting setting)
{
    private readonly SnapshotStore _states = new(setting.Simulation.Clock);
    private readonly VaultDisk _vault = new(new Guid(setting.Topology.Kmes.IndexOf(address) + 1, 0, 0, new byte[8]), setting.Simulation.Clock);
    private ulong _starts;

    public KmeAddress Address => address;

    /// <summary>While set, the site forwards other blocks than it received.</summary>
    public bool Lies { get; set; }

    public string SiloName => address.Site.Value;

    public SiloDefinition Definition => new(
        SiloName, ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, SiloName), Compose);

    /// <summary>Puts both databases of the site back to what they were at an earlier time.</summary>
    public void RollBackTo(long time)
    {
        _vault.RollBackTo(time);
        _states.RollBackTo(time);
    }

    private void Compose(IServiceCollection services)
    {
        // Another seed at every start: a restarted device does not draw the nonces of its last life.
        var entropy = new SeededEntropy(setting.EntropySeed + (ulong)setting.Topology.Kmes.IndexOf(address) + (++_starts << 8));
        services.AddSingleton<IGrainStateStore>(_states)
            .AddSingleton<IEntropySource>(entropy)
            .AddSingleton<ISites>(provider => new KeyedSites([address.Site], provider))
            .AddKeyedSingleton<IKeyVault>(address.Site, (provider, _) => new FaultyVault(_vault, setting.VaultFaults, provider.GetRequiredService<TimeProvider>()))
            .AddKeyedSingleton(address.Site, (provider, _) => DeliveryOf(provider))
            .AddKeyedSingleton<IPadSource>(address.Site, (provider, _) => new WatchedPads(
                provider.GetRequiredKeyedService<KeyDelivery>(address.Site), setting.PadTaken, () => Lies))
            .AddQkdNetwork(setting.Topology, setting.Plans)
            .AddQkdSite(address.Site, _ => plan => plan.Link.Joins(address.Kme) ? ModuleOf(plan.Link, entropy) : null)
            .AddKeyPools(KeyPathSetting.Pools);
        services.Configure<QkdLinkOptions>(options => options.MaxBlockBytes = KeyPathSetting.LinkBlockBytes);
        services.Configure<QkdNetworkOptions>(options => (options.RelayBlockBytes, options.LinkReserveBytes) = (KeyPathSetting.RelayBlockBytes, KeyPathSetting.LinkReserveBytes));
    }

    private KeyDelivery DeliveryOf(IServiceProvider provider)
    {
        var site = new KeyDeliverySite(
            address,
            provider.GetRequiredKeyedService<IKeyVault>(address.Site),
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<INetworkDirectory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IEntropySource>());
        return new KeyDelivery(site, KeyPathSetting.Pools, KeyPathSetting.Delivery, NullLogger<KeyDelivery>.Instance);
    }

    private SimulatedQkdModule ModuleOf(LinkId link, IEntropySource entropy)
    {
        var secret = new KeyMaterial("link secret", SimulatedQkdModule.MinSecretLength);
        secret.Span.Fill((byte)(setting.Topology.Links.IndexOf(link) + 1));
        return new SimulatedQkdModule(link, address.Kme, secret, entropy);
    }
}
