using QkdMec.Grains.Identity;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyPools;

/// <summary>One-time pads of one site, taken from its pools with its neighbours. Site-local: never a grain message.</summary>
public interface IPadSource
{
    /// <summary>Takes fresh pad bytes of the pool towards <paramref name="remote"/>, for good. Null: exhausted or the peer is unreachable.</summary>
    ValueTask<TakenPad?> TakeAsync(KmeId remote, int bytes, CancellationToken cancellationToken);

    /// <summary>A pad that <paramref name="remote"/> took: its bytes while it is unconsumed.</summary>
    ValueTask<PeekedPad> PeekAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken);

    /// <summary>Consumes the pad, durably.</summary>
    ValueTask<PadUse> ConsumeAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken);
}

/// <summary>A pad taken at the sending end. The receiver owns and disposes the bytes.</summary>
public sealed record TakenPad(PadReference Reference, KeyMaterial Bytes);
