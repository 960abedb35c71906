using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Fakes;

/// <summary>One KME's pads out of a <see cref="PadBook"/>.</summary>
internal sealed class BookedPads(KmeId self, PadBook book) : IPadSource
{
    public ValueTask<TakenPad?> TakeAsync(KmeId remote, int bytes, CancellationToken cancellationToken)
    {
        if (book.Exhausted.Contains((self, remote)))
        {
            return new ValueTask<TakenPad?>((TakenPad?)null);
        }

        var reference = book.Allocate(self, remote, bytes);
        return new ValueTask<TakenPad?>(new TakenPad(reference, KeyMaterial.CopyOf("pad", book.BytesOf(self, remote, reference))));
    }

    public ValueTask<PeekedPad> PeekAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) => new(
        !book.IsAllocated(remote, self, pad) ? PeekedPad.Unknown
        : book.IsConsumed(remote, self, pad) ? PeekedPad.Consumed
        : new PeekedPad(KeyMaterial.CopyOf("pad", book.BytesOf(remote, self, pad)), false));

    public ValueTask<PadUse> ConsumeAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) =>
        new(book.Unavailable.Contains(self) ? PadUse.Unavailable : book.Consume(remote, self, pad) ? PadUse.Consumed : PadUse.UsedBefore);
}
