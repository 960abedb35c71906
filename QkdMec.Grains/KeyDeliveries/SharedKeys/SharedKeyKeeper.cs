using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>Keeps shared keys at the KME of their slaves: those that came from another KME, and those of a master of its own.</summary>
internal sealed class SharedKeyKeeper(KeyDeliverySite site, KeyPeers peers, SharedKeySweep sweep, TimeSpan timeToLive, ILogger log)
{
    /// <summary>Opens and stores what came from another KME. The pad is consumed, durably, before anything is done with the keys.</summary>
    public async Task<SharedKeyAnswer> KeepAsync(SharedKeyFrame frame)
    {
        if (!SharedKeyRules.Accepts(frame, site.Kme.Kme, site.Network.Topology))
        {
            return SharedKeyAnswer.Refused;
        }

        try
        {
            return await OpenAndKeepAsync(frame, peers.Inbound(frame.Header.Sender));
        }
        catch (Exception error) when (error is KeyVaultException or TimeoutException)
        {
            KeyDeliveryLog.DeliveryFailed(log, error, site.Kme.Kme);
            return SharedKeyAnswer.Unavailable;
        }
    }

    /// <summary>Stores keys. False: they were voided, or stored before.</summary>
    /// <exception cref="KeyVaultException">The vault failed.</exception>
    public async Task<bool> StoreAsync(SharedKeyHeader header, Protocols.Secrets.KeyMaterial keys)
    {
        sweep.Arm();
        return await site.Vault.SharedKeys.StoreAsync(
            OwnedBy(header, site.Network.Topology), keys, CancellationToken.None);
    }

    /// <summary>Destroys keys, and refuses them if their frame comes later.</summary>
    /// <exception cref="KeyVaultException">The vault failed.</exception>
    public async Task VoidAsync(ImmutableArray<Guid> ids)
    {
        sweep.Arm();
        await site.Vault.SharedKeys.VoidAsync(ids, site.Time.GetUtcNow() + timeToLive, CancellationToken.None);
    }

    // By the name of their attachment: who bears the name of a SAE later cannot fetch its keys.
    private NewSharedKeys OwnedBy(SharedKeyHeader header, NetworkTopology topology) => new(
        header.Ids, topology.AttachedIdOf(header.Master), [.. header.Readers.Select(topology.AttachedIdOf)], site.Time.GetUtcNow() + timeToLive);

    private async Task<SharedKeyAnswer> OpenAndKeepAsync(SharedKeyFrame frame, InboundKeys inbound)
    {
        using var pad = (await inbound.LookAsync(frame.Pad)).Bytes;
        if (pad is null)
        {
            return SharedKeyAnswer.NoPad;
        }

        if (!SharedKeySeal.IsAuthentic(frame, pad))
        {
            return SharedKeyAnswer.NotAuthentic;
        }

        if (await inbound.ConsumeAsync(frame.Pad) != PadUse.Consumed)
        {
            return SharedKeyAnswer.NoPad;
        }

        using var keys = SharedKeySeal.Open(frame, pad);
        return await StoreAsync(frame.Header, keys) ? SharedKeyAnswer.Kept : SharedKeyAnswer.Refused;
    }
}
