using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Simulation.Sites;

namespace QkdMec.Tests.Simulation.Episodes;

/// <summary>A site of an episode, with its vault in memory.</summary>
internal sealed class EpisodeSite(KmeAddress address, NetworkPlan network, EpisodeSetting setting, IGrainStateStore states)
{
    private readonly MemoryKeyVault vault = SiteParts.NewVault(address, network.Topology);

    public SiloDefinition Definition => SiteParts.SiloOf(address, Compose);

    private void Compose(IServiceCollection services)
    {
        var entropy = new SeededEntropy(1000 + (ulong)network.Topology.Kmes.IndexOf(address));
        services.AddSite(new SiteParts(address, network, states, vault, entropy) { Pools = setting.Pools })
            .Configure(setting.Links)
            .Configure(setting.Network);
    }
}
