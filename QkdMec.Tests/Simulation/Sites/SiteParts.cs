using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;

namespace QkdMec.Tests.Simulation.Sites;

/// <summary>What one start of a simulated site is made of.</summary>
/// <param name="Address">The site and its KME.</param>
/// <param name="Network">The network it is in, as it was laid.</param>
/// <param name="States">Where its grains keep their states.</param>
/// <param name="Vault">Its vault, which outlives its silo.</param>
/// <param name="Entropy">Another one at every start: a restarted device must not draw the nonces of its last life.</param>
internal sealed record SiteParts(KmeAddress Address, NetworkPlan Network, IGrainStateStore States, IKeyVault Vault, IEntropySource Entropy)
{
    /// <summary>How its pools behave.</summary>
    public KeyPoolOptions Pools { get; init; } = new();

    /// <summary>A vault in memory, with a name of its own in the network.</summary>
    public static MemoryKeyVault NewVault(KmeAddress address, NetworkTopology topology) => new(new Guid(topology.Kmes.IndexOf(address) + 1, 0, 0, new byte[8]));

    /// <summary>A silo for one site.</summary>
    public static SiloDefinition SiloOf(KmeAddress address, Action<IServiceCollection> compose) => new(
        address.Site.Value, ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, address.Site.Value), compose);
}
