using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Embedded.Activations;
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

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>One site: what survives a crash of its silo, and how its silo is composed.</summary>
internal sealed class SimulatedSite(KmeAddress address, HospitalSites network, ulong seed)
{
    private ulong starts;

    private int Index => HospitalSites.Topology.Kmes.IndexOf(address);

    public KmeAddress Address => address;

    public MemoryKeyVault Vault { get; } = new(new Guid(HospitalSites.Topology.Kmes.IndexOf(address) + 1, 0, 0, new byte[8]));

    public SiloDefinition Definition => new(
        address.Site.Value, ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, address.Site.Value), Compose);

    private void Compose(IServiceCollection services)
    {
        // Another seed at every start: a restarted device must not draw the nonces of its last life.
        var entropy = new SeededEntropy(seed ^ ((ulong)Index << 56) ^ (++starts << 40));
        services.AddSingleton(network.States)
            .AddSingleton<IEntropySource>(entropy)
            .AddSingleton<ISites>(provider => new KeyedSites([address.Site], provider))
            .AddKeyedSingleton<IKeyVault>(address.Site, Vault)
            .AddKeyedSingleton(address.Site, (provider, _) => network.Liar == address ? new LyingPads(PadsOf(provider)) : PadsOf(provider))
            .AddQkdNetwork(HospitalSites.Topology, HospitalSites.Plans)
            .AddQkdSite(address.Site, _ => plan => plan.Link.Joins(address.Kme) ? ModuleOf(plan.Link, entropy) : null)
            .AddKeyPools(new KeyPoolOptions { CapacityBytes = HospitalSites.PoolBytes });
        if (network.Started is { } started)
        {
            services.AddSingleton<IIncomingGrainCallFilter>(provider => new StartOfSilo(() => started(provider)));
        }

        services.Configure<QkdLinkOptions>(options => options.MaxBlockBytes = HospitalSites.LinkBlockBytes);
        services.Configure<QkdNetworkOptions>(options => options.RelayBlockBytes = HospitalSites.RelayBlockBytes);
    }

    private IPadSource PadsOf(IServiceProvider provider) => network.Pads is { } book
        ? new BookedPads(address.Kme, book)
        : new KeyDelivery(
            new KeyDeliverySite(
                address,
                Vault,
                provider.GetRequiredService<IGrainFactory>(),
                provider.GetRequiredService<INetworkDirectory>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<IEntropySource>()),
            provider.GetRequiredService<KeyPoolOptions>(),
            new KeyDeliveryOptions(),
            NullLogger<KeyDelivery>.Instance);

    private IQkdModule ModuleOf(LinkId link, IEntropySource entropy)
    {
        var secret = new KeyMaterial("link secret", SimulatedQkdModule.MinSecretLength);
        secret.Span.Fill((byte)HospitalSites.Topology.Links.IndexOf(link));
        return new SimulatedQkdModule(link, address.Kme, secret, entropy);
    }
}
