using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyPools;

/// <summary>What both grains of a pool do alike.</summary>
internal static class KeyPoolSurface
{
    /// <summary>Turns a failure of the vault into one that can cross between silos.</summary>
    /// <exception cref="OrleansException">The vault failed.</exception>
    public static async Task<T> AtEdgeAsync<T>(KeyPoolEnd end, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (KeyVaultException error)
        {
            KeyPoolLog.VaultFailed(end.Log, error, end.Id);
            throw new OrleansException($"the vault of {end.Id.Site} failed");
        }
    }

    /// <summary>Makes a block where this end may.</summary>
    public static async Task<SupplyStatus> SupplyAsync(KeyPoolEnd end, BlockSupply supply, Func<Task<SupplyStatus>> make)
    {
        if (!end.Id.IsCoordinator || !BlockLayout.IsBlockSize(supply.Bytes))
        {
            return SupplyStatus.Refused;
        }

        try
        {
            return await AtEdgeAsync(end, make);
        }
        catch (OrleansException)
        {
            return SupplyStatus.Unavailable;
        }
    }

    /// <summary>What an end holds.</summary>
    public static async Task<KeyPoolStatus> StatusAsync(KeyPoolEnd end, KeyPoolState state, bool agreed, CancellationToken cancellationToken)
    {
        var blocks = await end.Vault.ListAsync(end.Id, cancellationToken);
        var stored = LeaseAllocation.FreeBytes(state.Mark, blocks, end.OpenedAfter);
        return new KeyPoolStatus(state.Epoch, state.Mark, stored, end.Options.CapacityBytes, state.LeasedBytes, agreed, end.Draws.BytesPerSecond);
    }

    /// <summary>Destroys used and expired blocks from time to time.</summary>
    public static void StartSweep(Grain grain, KeyPoolEnd end, Func<CancellationToken, Task> sweep) => grain.RegisterGrainTimer(
        static (sweep, cancellationToken) => sweep(cancellationToken),
        sweep,
        new GrainTimerCreationOptions { DueTime = end.Options.SweepPeriod, Period = end.Options.SweepPeriod, KeepAlive = true, Interleave = true });

    /// <summary>Destroys the blocks that are done.</summary>
    public static async Task DestroyAsync(KeyPoolEnd end, Func<BlockRecord, bool> isDone, CancellationToken cancellationToken)
    {
        // All at once: the vault then clears what its log still holds of them once, and not after each.
        var blocks = await end.Vault.ListAsync(end.Id, cancellationToken);
        await Task.WhenAll(blocks.Where(isDone).Select(block => end.Vault.DestroyAsync(end.Id, block.Key, cancellationToken).AsTask()));
    }
}
