using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyPools;

/// <summary>
/// One change of an end's state at a time, though its calls interleave. Once a write has failed nobody knows what is stored, so the activation
/// refuses everything until the next one has read it again.
/// </summary>
internal sealed class KeyPoolTurn(KeyPoolEnd end, IPersistentState<KeyPoolState> state, Action giveUp)
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private bool lost;

    /// <summary>Runs a change alone.</summary>
    /// <exception cref="OrleansException">The state or the vault failed.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> change)
    {
        await gate.WaitAsync();
        try
        {
            ThrowIfLost();
            return await change();
        }
        catch (KeyVaultException error)
        {
            KeyPoolLog.VaultFailed(end.Log, error, end.Id);
            throw new OrleansException($"the vault of {end.Id.Site} failed");
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>
    /// Takes over the watermark that the vault has of the same epoch. It is higher when the state was put back to an older copy: then only what
    /// the vault remembers keeps positions from being given out again.
    /// </summary>
    public void Follow(VaultPool vault)
    {
        if (vault.Epoch == state.State.Epoch)
        {
            state.State.Mark = PoolMark.Max(state.State.Mark, vault.Mark);
        }
    }

    /// <summary>Moves the watermark past a lease, durably, and notes that its block was opened: the vault takes both at once.</summary>
    /// <param name="lease">A range above the mark.</param>
    /// <param name="opens">Whether it may be the first of its block.</param>
    /// <exception cref="OrleansException">The state could not be stored.</exception>
    /// <exception cref="KeyVaultException">The vault failed.</exception>
    public async Task PassAsync(Lease lease, bool opens)
    {
        var mark = LeaseAllocation.After(lease);
        var open = opens ? end.Vault.OpenAsync(end.Id, new BlockKey(lease.Epoch, lease.Block), end.Time.GetUtcNow(), CancellationToken.None) : default;
        await Task.WhenAll(open.AsTask(), end.Vault.RaiseMarkAsync(end.Id, lease.Epoch, mark, CancellationToken.None).AsTask());

        // Only now: a block that the mark has passed unopened is taken for one without keys, and destroyed.
        (state.State.Mark, state.State.LeasedBytes) = (mark, state.State.LeasedBytes + lease.Length);
        end.Draws.Drew(lease.Length);
        await SaveAsync();
    }

    /// <summary>Raises the watermark, durably, in the vault and then in the state; nothing happens when it is not higher.</summary>
    /// <exception cref="OrleansException">The state could not be stored.</exception>
    /// <exception cref="KeyVaultException">The vault failed.</exception>
    public async Task RaiseAsync(PoolMark mark)
    {
        if (mark.CompareTo(state.State.Mark) > 0)
        {
            await end.Vault.RaiseMarkAsync(end.Id, state.State.Epoch, mark, CancellationToken.None);
            state.State.Mark = mark;
            await SaveAsync();
        }
    }

    /// <summary>Stores the state.</summary>
    /// <exception cref="OrleansException">It could not be stored, or somebody else stored another.</exception>
    public async Task SaveAsync()
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch (Exception error)
        {
            // Which exceptions a storage provider throws is its own affair; after any of them what is stored is unknown.
            KeyPoolLog.StateLost(end.Log, error, end.Id);
            lost = true;
            giveUp();
            throw new OrleansException($"the state of {end.Id} could not be stored");
        }
    }

    private void ThrowIfLost()
    {
        if (lost)
        {
            throw new OrleansException($"the state of {end.Id} could not be stored; its activation is ending");
        }
    }
}
