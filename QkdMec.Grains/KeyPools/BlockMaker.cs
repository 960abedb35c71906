using System.Collections.Immutable;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyPools;

/// <summary>
/// Makes blocks at the coordinating end: number, bytes, prepared, offered, committed. It changes the vault only, never the pool's state, so
/// leases go on while a relay is slow. One block at a time, so that numbers are offered in order.
/// </summary>
internal sealed class BlockMaker(KeyPoolEnd end, Func<BlockOffer, Task<OfferOutcome?>> offerToPeer)
{
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private BlockKey highestAtPeer;
    private long settlingNumber;
    private Task settling = Task.CompletedTask;

    /// <summary>Makes one block in an epoch.</summary>
    /// <param name="supply">Where from, how large.</param>
    /// <param name="epoch">The epoch both ends agreed on.</param>
    /// <param name="mark">This end's watermark, for what the pool still holds.</param>
    /// <param name="cancellationToken">Ends the wait for material.</param>
    public async Task<SupplyStatus> MakeAsync(BlockSupply supply, ulong epoch, Func<PoolMark> mark, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync();
        try
        {
            var blocks = await end.Vault.ListAsync(end.Id, cancellationToken);
            if (LeaseAllocation.FreeBytes(mark(), blocks, end.OpenedAfter) >= end.Options.CapacityBytes)
            {
                return SupplyStatus.Full;
            }

            return await ClaimNumberAsync(epoch) is { } block
                ? await MakeAsync(supply, block, cancellationToken)
                : SupplyStatus.Retry;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Waits until a block that was offered is committed or destroyed here: the other end may know before this one.</summary>
    public async Task WhenSettledAsync(long number)
    {
        if (number != settlingNumber || settling.IsCompleted)
        {
            return;
        }

        try
        {
            await settling.WaitAsync(end.Options.PeerTimeout / 2, end.Time);
        }
        catch (Exception error) when (error is TimeoutException or KeyVaultException)
        {
            // The caller looks into the vault next and finds the block committed or not.
        }
    }

    /// <summary>Destroys what was left prepared, by an earlier activation or a failure: nobody can finish it.</summary>
    public async Task DestroyPreparedAsync(CancellationToken cancellationToken)
    {
        if (oneAtATime.CurrentCount == 0)
        {
            return;
        }

        foreach (var block in await end.Vault.ListAsync(end.Id, cancellationToken))
        {
            if (block.State == BlockState.Prepared)
            {
                // Another activation of this pool may be about to commit it; then it stays.
                await end.Vault.DestroyPreparedAsync(end.Id, block.Key, cancellationToken);
            }
        }
    }

    private async Task<BlockKey?> ClaimNumberAsync(ulong epoch)
    {
        var pool = await end.Vault.GetPoolAsync(end.Id, CancellationToken.None);
        var block = new BlockKey(epoch, Math.Max(pool.HighestNumber, highestAtPeer.Epoch == epoch ? highestAtPeer.Number : 0) + 1);
        return await end.Vault.ClaimNumberAsync(end.Id, block, CancellationToken.None) == NumberClaim.Claimed ? block : null;
    }

    private async Task<SupplyStatus> MakeAsync(BlockSupply supply, BlockKey block, CancellationToken cancellationToken)
    {
        var made = await end.Source.MakeAsync(supply, end.Id, block, cancellationToken);
        if (made is null)
        {
            return SupplyStatus.NoMaterial;
        }

        using var bytes = made.Bytes;
        if (!BlockLayout.IsBlockSize(bytes.Length))
        {
            throw new InvalidOperationException($"the source of {end.Id} made a block of {bytes.Length} bytes, which is no size of a block");
        }

        var tag = BlockComparison.CoordinatorTag(end.Id, block, bytes.Span);
        var offer = new BlockOffer(block.Epoch, block.Number, bytes.Length, supply.Link, made.Reference, tag) { Shares = supply.Shares };
        var expected = BlockComparison.OtherTag(end.Id, block, bytes.Span);
        BlockComparison.DiscardKeys(bytes.Span);
        var prepared = new NewBlock(block, BlockState.Prepared, end.MadeNow(supply.Link));
        if (!await end.Vault.StoreAsync(end.Id, prepared, bytes, CancellationToken.None))
        {
            return SupplyStatus.Retry;
        }

        settlingNumber = block.Number;
        var outcome = SettleAsync(offer, block, expected);
        settling = outcome;
        return await outcome;
    }

    private async Task<SupplyStatus> SettleAsync(BlockOffer offer, BlockKey block, ImmutableArray<byte> expected)
    {
        var answer = await offerToPeer(offer);
        var status = Judge(answer, block, expected);
        if (status == SupplyStatus.Committed && !await end.Vault.CommitAsync(end.Id, block, CancellationToken.None))
        {
            status = SupplyStatus.Retry;
        }

        if (status != SupplyStatus.Committed)
        {
            await end.Vault.DestroyAsync(end.Id, block, CancellationToken.None);
        }

        if (status == SupplyStatus.Mismatch)
        {
            KeyPoolLog.BlocksDiffer(end.Log, end.Id, block.Epoch, block.Number);
        }

        KeyPoolLog.BlockMade(end.Log, end.Id, block.Epoch, block.Number, status);
        return status;
    }

    private SupplyStatus Judge(OfferOutcome? answer, BlockKey block, ImmutableArray<byte> expected)
    {
        if (answer is null or { Status: OfferStatus.WrongEpoch })
        {
            return answer is null ? SupplyStatus.PeerUnreachable : SupplyStatus.Retry;
        }

        highestAtPeer = new BlockKey(block.Epoch, answer.HighestNumber);
        return answer.Status switch
        {
            OfferStatus.Accepted when BlockComparison.Agree(expected, answer.Tag) => SupplyStatus.Committed,
            OfferStatus.Accepted or OfferStatus.Mismatch => SupplyStatus.Mismatch,
            OfferStatus.Missing => SupplyStatus.NoMaterial,
            _ => SupplyStatus.Retry,
        };
    }
}
