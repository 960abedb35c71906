using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>A system of which one part is replaced by a broken one. Without any it is the product.</summary>
/// <param name="Name">What is broken.</param>
internal sealed record KeyNetworkVariant(string Name)
{
    /// <summary>The product as it is.</summary>
    public static KeyNetworkVariant Unbroken { get; } = new("unbroken");

    /// <summary>Grain classes of the product, and what runs instead.</summary>
    public IReadOnlyDictionary<Type, Type> Grains { get; init; } = new Dictionary<Type, Type>();

    /// <summary>What a site uses for its vault.</summary>
    public Func<IKeyVault, IKeyVault> Vault { get; init; } = vault => vault;

    /// <summary>What a site uses for its pads.</summary>
    public Func<IPadSource, IPadSource> Pads { get; init; } = pads => pads;

    /// <summary>What a site uses for new blocks.</summary>
    public Func<IBlockSource, IBlockSource> Blocks { get; init; } = blocks => blocks;

    /// <summary>The name under which key delivery knows an SAE.</summary>
    public Func<DrawnNetwork, string, string> SaeName { get; init; } = (_, sae) => sae;
}
