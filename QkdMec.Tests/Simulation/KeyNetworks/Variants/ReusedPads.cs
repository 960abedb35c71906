using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Simulation.KeyNetworks.Variants;

/// <summary>Broken: a relay takes every other pad a second time.</summary>
internal sealed class ReusedPads(IPadSource inner) : IPadSource
{
    private readonly Dictionary<KmeId, (PadReference Reference, byte[] Bytes)> _last = [];

    public async ValueTask<TakenPad?> TakeAsync(KmeId remote, int bytes, CancellationToken cancellationToken)
    {
        if (_last.Remove(remote, out var last) && last.Bytes.Length == bytes)
        {
            return new TakenPad(last.Reference, KeyMaterial.CopyOf("pad", last.Bytes));
        }

        var pad = await inner.TakeAsync(remote, bytes, cancellationToken);
        if (pad is not null)
        {
            _last[remote] = (pad.Reference, pad.Bytes.Span.ToArray());
        }

        return pad;
    }

    public ValueTask<PeekedPad> PeekAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) =>
        inner.PeekAsync(remote, pad, cancellationToken);

    public ValueTask<PadUse> ConsumeAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) =>
        inner.ConsumeAsync(remote, pad, cancellationToken);
}
