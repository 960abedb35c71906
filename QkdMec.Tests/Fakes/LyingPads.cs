using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Fakes;

/// <summary>Makes a relay a liar: what it sends on authenticates at the next hop, and is another block than it was given.</summary>
internal sealed class LyingPads(IPadSource honest) : IPadSource
{
    public async ValueTask<TakenPad?> TakeAsync(KmeId remote, int bytes, CancellationToken cancellationToken)
    {
        var pad = await honest.TakeAsync(remote, bytes, cancellationToken);
        if (pad is not null)
        {
            pad.Bytes.Span[^1] ^= 1;
        }

        return pad;
    }

    public ValueTask<PeekedPad> PeekAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) =>
        honest.PeekAsync(remote, pad, cancellationToken);

    public ValueTask<PadUse> ConsumeAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) =>
        honest.ConsumeAsync(remote, pad, cancellationToken);
}
