using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>What one end of a directed pool remembers, fenced by version. Blocks and their numbers are the vault's.</summary>
[GenerateSerializer, Alias(TypeAliases.KeyPoolState)]
public sealed class KeyPoolState
{
    /// <summary>The epoch; 0 before the first agreement.</summary>
    [Id(0)]
    public ulong Epoch { get; set; }

    /// <summary>Everything below is leased or burnt.</summary>
    [Id(1)]
    public PoolMark Mark { get; set; }

    /// <summary>The vault this state belongs to: with another one the marks say nothing about its blocks.</summary>
    [Id(2)]
    public Guid VaultId { get; set; }

    /// <summary>Bytes leased or burnt in this epoch.</summary>
    [Id(3)]
    public long LeasedBytes { get; set; }
}
