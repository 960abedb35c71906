using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <content>Pads, for the relay of the same KME.</content>
public sealed partial class KeyDelivery
{
    /// <inheritdoc/>
    public async ValueTask<TakenPad?> TakeAsync(KmeId remote, int bytes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes % KeyLocation.Granularity, 0, nameof(bytes));
        return stopping ? null : (await peers.Pads(remote).TakeAsync(bytes)).Pad;
    }

    /// <inheritdoc/>
    public async ValueTask<PeekedPad> PeekAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) =>
        stopping ? PeekedPad.Unknown : await GuardAsync(remote, keys => keys.LookAsync(pad));

    /// <inheritdoc/>
    public async ValueTask<PadUse> ConsumeAsync(KmeId remote, PadReference pad, CancellationToken cancellationToken) =>
        stopping ? PadUse.Unavailable : await GuardAsync(remote, keys => keys.ConsumeAsync(pad));

    private async Task<T?> GuardAsync<T>(KmeId remote, Func<InboundKeys, Task<T?>> act)
    {
        try
        {
            return await act(peers.Inbound(remote));
        }
        catch (Exception error) when (error is KeyVaultException or TimeoutException)
        {
            KeyDeliveryLog.DeliveryFailed(log, error, Kme);
            return default;
        }
    }
}
