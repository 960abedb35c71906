using System.Collections.Immutable;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyPools;

/// <summary>Compares and keeps blocks at the end that does not coordinate. Like <see cref="BlockMaker"/> it changes the vault only.</summary>
internal sealed class BlockTaker(KeyPoolEnd end)
{
    /// <summary>Answers an offer, standing in an epoch.</summary>
    public async Task<OfferOutcome> TakeAsync(BlockOffer offer, ulong epoch, CancellationToken cancellationToken)
    {
        if (offer.Epoch != epoch)
        {
            return await AnswerAsync(OfferStatus.WrongEpoch);
        }

        // The number is claimed before the copy is taken: a late or repeated offer finds it stale and touches nothing.
        var block = new BlockKey(offer.Epoch, offer.Number);
        return await end.Vault.ClaimNumberAsync(end.Id, block, CancellationToken.None) switch
        {
            NumberClaim.Claimed => await CompareAsync(offer, block, cancellationToken),
            NumberClaim.Stale => await AnswerAsync(OfferStatus.Stale),
            _ => await AnswerAsync(OfferStatus.WrongEpoch),
        };
    }

    private async Task<OfferOutcome> CompareAsync(BlockOffer offer, BlockKey block, CancellationToken cancellationToken)
    {
        using var copy = await end.Source.TakeAsync(end.Id, offer, cancellationToken);
        if (copy is null)
        {
            return await AnswerAsync(OfferStatus.Missing);
        }

        if (copy.Length != offer.Bytes || !BlockLayout.IsBlockSize(copy.Length)
            || !BlockComparison.Agree(BlockComparison.CoordinatorTag(end.Id, block, copy.Span), offer.Tag))
        {
            KeyPoolLog.BlocksDiffer(end.Log, end.Id, block.Epoch, block.Number);
            return await AnswerAsync(OfferStatus.Mismatch);
        }

        var tag = BlockComparison.OtherTag(end.Id, block, copy.Span);
        BlockComparison.DiscardKeys(copy.Span);
        var committed = new NewBlock(block, BlockState.Committed, end.MadeNow(offer.Link));
        return await end.Vault.StoreAsync(end.Id, committed, copy, CancellationToken.None)
            ? await AnswerAsync(OfferStatus.Accepted, tag)
            : await AnswerAsync(OfferStatus.WrongEpoch);
    }

    private async Task<OfferOutcome> AnswerAsync(OfferStatus status, ImmutableArray<byte>? tag = null)
    {
        var pool = await end.Vault.GetPoolAsync(end.Id, CancellationToken.None);
        return new OfferOutcome(status, pool.HighestNumber, tag ?? []);
    }
}
