namespace QkdMec.Grains.KeyPools;

/// <summary>How both ends of a directed pool come to stand in one epoch, whatever one of them has lost.</summary>
internal static class EpochRules
{
    /// <summary>
    /// Whether state and vault of an end belong together. A vault that is behind is one that a crash kept from entering the epoch; one that is
    /// ahead shows that the state was rolled back.
    /// </summary>
    public static bool IsSound(KeyPoolState state, Guid vault, ulong vaultEpoch) =>
        state.Epoch > 0 && state.VaultId == vault && vaultEpoch <= state.Epoch;

    /// <summary>Whether the greeted end enters the epoch of a hello: it is above all it knows, and nothing of it was leased.</summary>
    public static bool Enters(KeyPoolState state, ulong vaultEpoch, PoolHello hello) =>
        hello.Epoch > Math.Max(state.Epoch, vaultEpoch) && hello.Mark == default;

    /// <summary>Whether a hello and its answer are an agreement.</summary>
    public static bool Agrees(PoolHello hello, PoolHelloAnswer answer) => hello.Epoch > 0 && answer.Sound && answer.Epoch == hello.Epoch;

    /// <summary>The epoch to begin when they are not.</summary>
    public static ulong Next(KeyPoolState state, ulong vaultEpoch, PoolHelloAnswer answer) =>
        Math.Max(Math.Max(state.Epoch, vaultEpoch), answer.Epoch) + 1;

    /// <summary>The state at the beginning of an epoch.</summary>
    public static KeyPoolState Begin(ulong epoch, Guid vault) => new() { Epoch = epoch, VaultId = vault };
}
