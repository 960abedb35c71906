using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyListeners;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Simulation.Sites;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>One site of the world: its disks, its processes, and how its silo is composed at every start, as the product composes it.</summary>
internal sealed class KeySite(KmeAddress address, KeyNetworkSetting setting)
{
    private readonly SnapshotStore _states = new(setting.Simulation.Clock);
    private readonly VaultDisk _vault = new(new Guid(NumberOf(address, setting) + 1, 0, 0, new byte[8]), setting.Simulation.Clock);
    private readonly List<Life> _lives = [];
    private ulong _starts;

    public KmeAddress Address => address;

    public string Name => address.Site.Value;

    /// <summary>While set, the site forwards other blocks than it received.</summary>
    public bool Lies { get; set; }

    /// <summary>Whether the disk of its vault is full.</summary>
    public bool HasFullDisk
    {
        get => _vault.IsFull;
        set => _vault.IsFull = value;
    }

    /// <summary>How often the vault was put back.</summary>
    public int RollBacks { get; private set; }

    /// <summary>Runs before a process starts on the disks; what a disk did not keep is lost here.</summary>
    public Action<KeySite> Starting { get; set; } = _ => { };

    /// <summary>The processes that run: the one the cluster knows, and those declared dead that run on.</summary>
    public IReadOnlyList<Life> Lives => [.. _lives.Where(life => life.IsAlive)];

    /// <summary>The process that runs the site's grains, and a listener.</summary>
    public SiloDefinition Definition => new(
        Name,
        ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, Name).Add(KeyPlacement.ListenersKey, ListenerOf(Name).ToGrainKey()),
        services => Compose(services, Name));

    /// <summary>A process beside it on the same vault, with a listener only.</summary>
    public SiloDefinition Second => new(
        $"{Name}-2",
        ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.ListenersKey, ListenerOf($"{Name}-2").ToGrainKey()),
        services => Compose(services, $"{Name}-2"));

    /// <summary>The epoch in which keys from another KME are fetched here.</summary>
    public ulong EpochOfKeysFrom(KmeId master) => _vault.Vault.GetPoolAsync(PoolId.Inbound(address, master), CancellationToken.None).Result.Epoch;

    public void RollBackStatesTo(long time) => _states.RollBackTo(time);

    public void RollBackVaultTo(long time)
    {
        RollBacks++;
        _vault.RollBackTo(time);
    }

    private KeyListenerId ListenerOf(string silo) => new(address.Site, silo);

    private void Compose(IServiceCollection services, string silo)
    {
        Starting(this);
        setting.Simulation.At(TimeSpan.Zero, () => NoteLife(silo));

        var entropy = new SeededEntropy(setting.EntropySeed + (ulong)NumberOf(address, setting) + (++_starts << 8));
        var states = new SiteStates(Name, _states, setting.SharedStates);
        services.AddSite(new SiteParts(address, new NetworkPlan(setting.Network.Topology, setting.Network.Plans), states, _vault.Vault, entropy) { Pools = KeyNetworkSetting.Pools })
            .AddKeyedSingleton(address.Site, (provider, _) => VaultOf(provider))
            .AddKeyedSingleton(address.Site, (provider, _) => SiteComposition.DeliveryOf(
                provider, address, KeyNetworkSetting.Delivery, new KeyListener(ListenerOf(silo), EndsEarlier: false)))
            .AddKeyedSingleton(address.Site, (provider, _) => PadsOf(provider))
            .AddSingleton<IIncomingGrainCallFilter>(new AskedListeners(setting.Asked))
            .AddSingleton(provider => SiteComposition.SenderOf(provider, new WiredGrains(provider.GetRequiredService<IGrainFactory>(), setting.Wire)));
        services.Configure<QkdLinkOptions>(options => (options.MaxBlockBytes, options.TickPeriod) = (KeyNetworkSetting.LinkBlockBytes, setting.LinkTick));
        services.Configure<QkdNetworkOptions>(Configure);
        ReplaceBlocks(services);
    }

    /// <summary>Its place among the KMEs; one that was added comes after them.</summary>
    private static int NumberOf(KmeAddress address, KeyNetworkSetting setting) =>
        setting.Network.Topology.Kmes.IndexOf(address) is >= 0 and var laid ? laid : setting.Network.Topology.Kmes.Length;

    private void Configure(QkdNetworkOptions options)
    {
        (options.RelayBlockBytes, options.LinkReserveBytes, options.TickPeriod) =
            (KeyNetworkSetting.RelayBlockBytes, KeyNetworkSetting.LinkReserveBytes, setting.NetworkTick);
        foreach (var pair in setting.Network.Topology.SaePairs)
        {
            options.DisjointPathsOfPairs[pair.ToGrainKey()] = setting.Network.DisjointPaths;
        }
    }

    private void NoteLife(string name)
    {
        if (setting.Simulation.Silos.FirstOrDefault(silo => silo.Name == name) is { } silo && _lives.All(life => life.Silo != silo))
        {
            var life = new Life((1000 * NumberOf(address, setting)) + _lives.Count, this, silo, setting.Simulation.Elapsed);
            _lives.Add(life);
            setting.Began(life);
        }
    }

    private IKeyVault VaultOf(IServiceProvider provider) => setting.Variant.Vault(
        new FaultyVault(_vault, setting.VaultFaults, provider.GetRequiredService<TimeProvider>(), setting.History.BlockStored));

    private IPadSource PadsOf(IServiceProvider provider) => new WatchedPads(
        setting.Variant.Pads(provider.GetRequiredKeyedService<KeyDelivery>(address.Site)), Name, setting, () => Lies);

    private void ReplaceBlocks(IServiceCollection services)
    {
        var product = services.Last(service => service.ServiceType == typeof(IBlockSource) && address.Site.Equals(service.ServiceKey));
        services.Remove(product);
        services.AddKeyedSingleton(address.Site, (provider, key) => setting.Variant.Blocks((IBlockSource)product.KeyedImplementationFactory!(provider, key)));
    }
}
