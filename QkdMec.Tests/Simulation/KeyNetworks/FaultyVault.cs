using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>
/// A site's vault as its silo sees it: it takes time, and fails before or after it acts. Both waits are on the silo's clock, so a
/// silo that crashes at either side never hears of it.
/// </summary>
internal sealed class FaultyVault(VaultDisk disk, VaultFaults faults, TimeProvider siloClock, FaultyVault.Seen stored) : IKeyVault
{
    /// <summary>Sees the bytes of a block that is stored.</summary>
    public delegate void Seen(ReadOnlySpan<byte> block);

    public Guid Id => disk.Vault.Id;

    public ISharedKeyStore SharedKeys => new FaultySharedKeys(this);

    public ValueTask<VaultPool> GetPoolAsync(PoolId pool, CancellationToken cancellationToken) =>
        ActAsync(() => disk.Vault.GetPoolAsync(pool, cancellationToken));

    public async ValueTask AdvanceEpochAsync(PoolId pool, ulong epoch, CancellationToken cancellationToken) =>
        await ChangeAsync(vault => Done(vault.AdvanceEpochAsync(pool, epoch, CancellationToken.None)));

    public ValueTask<NumberClaim> ClaimNumberAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        ChangeAsync(vault => vault.ClaimNumberAsync(pool, block, CancellationToken.None));

    public ValueTask<bool> StoreAsync(PoolId pool, NewBlock block, KeyMaterial bytes, CancellationToken cancellationToken)
    {
        stored(bytes.Span);
        var copy = bytes.Span.ToArray();
        return ChangeAsync(async vault =>
        {
            using var stored = KeyMaterial.CopyOf("block", copy);
            return await vault.StoreAsync(pool, block, stored, CancellationToken.None);
        });
    }

    public ValueTask<bool> CommitAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        ChangeAsync(vault => vault.CommitAsync(pool, block, CancellationToken.None));

    public async ValueTask OpenAsync(PoolId pool, BlockKey block, DateTimeOffset at, CancellationToken cancellationToken) =>
        await ChangeAsync(vault => Done(vault.OpenAsync(pool, block, at, CancellationToken.None)));

    public async ValueTask RaiseMarkAsync(PoolId pool, ulong epoch, PoolMark mark, CancellationToken cancellationToken) =>
        await ChangeAsync(vault => Done(vault.RaiseMarkAsync(pool, epoch, mark, CancellationToken.None)));

    public ValueTask<KeyMaterial?> LoadAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        ActAsync(() => disk.Vault.LoadAsync(pool, block, cancellationToken));

    public async ValueTask DestroyAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        await ChangeAsync(vault => Done(vault.DestroyAsync(pool, block, CancellationToken.None)));

    public async ValueTask DestroyPreparedAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        await ChangeAsync(vault => Done(vault.DestroyPreparedAsync(pool, block, CancellationToken.None)));

    public ValueTask<ImmutableArray<BlockRecord>> ListAsync(PoolId pool, CancellationToken cancellationToken) =>
        ActAsync(() => disk.Vault.ListAsync(pool, cancellationToken));

    public ValueTask<byte[]> LoadMarksAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        ActAsync(() => disk.Vault.LoadMarksAsync(pool, block, cancellationToken));

    public async ValueTask SaveMarksAsync(IReadOnlyList<BlockMarks> marks, CancellationToken cancellationToken)
    {
        var copies = marks.Select(mark => mark with { Bits = mark.Bits.ToArray() }).ToList();
        await ChangeAsync(vault => Done(vault.SaveMarksAsync(copies, CancellationToken.None)));
    }

    public ValueTask<ListenerLife> BeginLifeAsync(KeyListenerId listener, bool endsEarlier, CancellationToken cancellationToken) =>
        ChangeAsync(vault => vault.BeginLifeAsync(listener, endsEarlier, CancellationToken.None));

    public ValueTask<bool> BeatAsync(long life, CancellationToken cancellationToken) => ChangeAsync(vault => vault.BeatAsync(life, CancellationToken.None));

    public async ValueTask StopBeatsAsync(long life, CancellationToken cancellationToken) =>
        await ChangeAsync(vault => Done(vault.StopBeatsAsync(life, CancellationToken.None)));

    public async ValueTask EndLifeAsync(ListenerLife seen, CancellationToken cancellationToken) =>
        await ChangeAsync(vault => Done(vault.EndLifeAsync(seen, CancellationToken.None)));

    public ValueTask<ListenerLife?> ServeAsync(PoolId pool, BlockKey block, long life, CancellationToken cancellationToken) =>
        ChangeAsync(vault => vault.ServeAsync(pool, block, life, CancellationToken.None));

    private static async ValueTask<bool> Done(ValueTask act)
    {
        await act;
        return true;
    }

    /// <summary>Does what changes the vault, with the faults of the disk.</summary>
    public ValueTask<T> ChangeAsync<T>(Func<IKeyVault, ValueTask<T>> change) => ActAsync(() =>
    {
        faults.FailForWantOfRoom(disk);
        return disk.ChangeAsync(change);
    });

    /// <summary>Looks into the vault, with the faults of the disk.</summary>
    public ValueTask<T> ActAsync<T>(Func<IKeyVault, ValueTask<T>> look) => ActAsync(() => look(disk.Vault));

    private async ValueTask<T> ActAsync<T>(Func<ValueTask<T>> act)
    {
        await Task.Delay(faults.Latency(), siloClock);
        faults.FailMaybe(VaultFaults.FailedBefore);
        var result = await act();
        await Task.Delay(VaultFaults.Return, siloClock);
        faults.FailMaybe(VaultFaults.FailedAfter);
        return result;
    }
}
