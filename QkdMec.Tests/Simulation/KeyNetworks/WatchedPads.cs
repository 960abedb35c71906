using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>The pads of a site, seen by the checkers; a lying site changes what it forwards, under a MAC that is right.</summary>
internal sealed class WatchedPads(IPadSource inner, string site, KeyNetworkSetting setting, Func<bool> lies) : IPadSource
{
    private const int MacKeyBytes = 32;
    private const int Apart = 64;

    public async ValueTask<TakenPad?> TakeAsync(KmeId remote, int bytes, CancellationToken cancellationToken)
    {
        var pad = await inner.TakeAsync(remote, bytes, cancellationToken);
        if (pad is not null)
        {
            setting.History.PadTaken(pad);
            if (lies())
            {
                Falsify(pad.Bytes.Span[MacKeyBytes..]);
            }
        }

        return pad;
    }

    public ValueTask<PeekedPad> PeekAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) =>
        inner.PeekAsync(remote, pad, cancellationToken);

    public async ValueTask<PadUse> ConsumeAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken)
    {
        var use = await inner.ConsumeAsync(remote, pad, cancellationToken);
        if (use == PadUse.Consumed)
        {
            var name = Wire.NameOf(remote, site, pad);
            setting.History.FrameAccepted(name, !setting.Wire.IsAltered(name));
        }

        return use;
    }

    private static void Falsify(Span<byte> pad)
    {
        for (var at = Apart / 2; at < pad.Length; at += Apart)
        {
            pad[at] ^= 1;
        }
    }
}
