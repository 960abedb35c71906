using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.Sites;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>What one site has: a vault, a store that can be rewound, and faults on the calls it receives.</summary>
internal sealed class WorldSite(KmeAddress address, IBlockSource source) : ISites
{
    public KmeAddress Address => address;

    public IReadOnlyCollection<SiteId> Ids => [address.Site];

    public IKeyVault Vault { get; set; } = new MemoryKeyVault(Guid.NewGuid());

    public RewindableStates Store { get; } = new();

    public CallFaults Calls { get; } = new();

    /// <summary>The key delivery, once there is one.</summary>
    public KeyDelivery? Delivery { get; set; }

    public T Require<T>(SiteId site) where T : notnull =>
        (T)(object)(typeof(T) == typeof(IKeyVault) ? Vault : typeof(T) == typeof(KeyDelivery) ? Delivery! : source);
}
