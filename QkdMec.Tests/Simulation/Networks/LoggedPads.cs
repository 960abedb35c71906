using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>The pads of one KME, each of which is noted when it is taken.</summary>
internal sealed class LoggedPads(KmeId self, IPadSource pads, RelayLog log) : IPadSource
{
    public async ValueTask<TakenPad?> TakeAsync(KmeId remote, int bytes, CancellationToken cancellationToken)
    {
        var pad = await pads.TakeAsync(remote, bytes, cancellationToken);
        if (pad is not null)
        {
            log.PadTaken(self, remote, pad);
        }

        return pad;
    }

    public ValueTask<PeekedPad> PeekAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) => pads.PeekAsync(remote, pad, cancellationToken);

    public ValueTask<PadUse> ConsumeAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) => pads.ConsumeAsync(remote, pad, cancellationToken);
}
