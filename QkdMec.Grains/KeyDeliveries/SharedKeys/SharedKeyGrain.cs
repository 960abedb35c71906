using Microsoft.Extensions.Logging;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.Sites;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>The door of a site's key delivery for frames of shared keys.</summary>
/// <remarks>Reentrant: it keeps nothing between awaits, and a slow disk must not hold up other frames.</remarks>
[Reentrant, SitePlaced]
internal sealed class SharedKeyGrain(ISites sites, ILogger<SharedKeyGrain> log) : Grain, ISharedKeyGrain
{
    private KmeAddress Address => KmeAddress.Parse(this.GetPrimaryKeyString());

    private SharedKeyKeeper Keeper => sites.Require<KeyDelivery>(Address.Site).SharedKeys.Keeper;

    public async Task<SharedKeyAnswer> KeepAsync(SharedKeyFrame frame, CancellationToken cancellationToken)
    {
        var answer = await Keeper.KeepAsync(frame);
        if (answer == SharedKeyAnswer.NotAuthentic)
        {
            await RaiseAsync(frame.Header.Sender, cancellationToken);
        }

        return answer;
    }

    public async Task VoidAsync(SharedKeyVoid keys, CancellationToken cancellationToken)
    {
        try
        {
            await Keeper.VoidAsync(keys.Ids);
        }
        catch (KeyVaultException error)
        {
            KeyDeliveryLog.DeliveryFailed(log, error, Address.Kme);
            throw new OrleansException($"the vault of {Address.Site} failed");
        }
    }

    private async Task RaiseAsync(KmeId sender, CancellationToken cancellationToken)
    {
        KeyDeliveryLog.FrameNotAuthentic(log, Address.Kme, sender);
        try
        {
            await GrainFactory.GetGrain<IKmeGrain>(Address.ToGrainKey()).RaiseAlarmAsync(KmeAlarmKind.RelayNotAuthentic, sender.Value, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            // The refusal stands and is logged; only its record among the alarms is lost.
            KeyDeliveryLog.AlarmLost(log, fault, Address.Kme);
        }
    }
}
