using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Simulation.KeyPaths;

/// <summary>The pads of a site, seen by the checker; a lying site flips a bit of what it forwards, under a MAC that is right.</summary>
internal sealed class WatchedPads(IPadSource inner, Action<TakenPad> taken, Func<bool> lies) : IPadSource
{
    private const int MacKeyBytes = 32;

    public async ValueTask<TakenPad?> TakeAsync(KmeId remote, int bytes, CancellationToken cancellationToken)
    {
        var pad = await inner.TakeAsync(remote, bytes, cancellationToken);
        if (pad is not null)
        {
            taken(pad);
            if (lies())
            {
                pad.Bytes.Span[MacKeyBytes + 100] ^= 1;
            }
        }

        return pad;
    }

    public ValueTask<KeyMaterial?> PeekAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) =>
        inner.PeekAsync(remote, pad, cancellationToken);

    public ValueTask<bool> ConsumeAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) =>
        inner.ConsumeAsync(remote, pad, cancellationToken);
}
