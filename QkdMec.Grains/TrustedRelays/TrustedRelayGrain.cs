using Microsoft.Extensions.Logging;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.Sites;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>Opens what came from the previous hop and seals it for the next one.</summary>
/// <remarks>Reentrant: two routes that cross in opposite directions would wait for each other. It keeps nothing between awaits.</remarks>
[Reentrant, SitePlaced]
internal sealed partial class TrustedRelayGrain(
    ISites sites, INetworkDirectory directory, RelaySender sender, TrustedRelayInstruments instruments, ILogger<TrustedRelayGrain> logger)
    : Grain, ITrustedRelayGrain
{
    private KmeAddress Address => KmeAddress.Parse(this.GetPrimaryKeyString());

    public async Task<RelayOutcome> ForwardAsync(RelayFrame frame, CancellationToken cancellationToken)
    {
        var self = Address;
        var outcome = await HandleAsync(self, frame, cancellationToken);
        instruments.FrameHandled(self.Site, outcome);
        return outcome;
    }

    private async Task<RelayOutcome> HandleAsync(KmeAddress self, RelayFrame frame, CancellationToken cancellationToken)
    {
        if (!RelayRules.Accepts(frame, self.Kme, directory.Topology))
        {
            LogRefused(self.Kme);
            return RelayOutcome.Refused;
        }

        var pads = sites.Require<IPadSource>(self.Site);
        var peeked = await pads.PeekAsync(frame.Header.Sender, frame.Pad, cancellationToken);
        if (peeked.Bytes is not { } pad)
        {
            return peeked.WasConsumed ? await RefuseReplayAsync(self, frame.Header, cancellationToken) : RelayOutcome.NoPad;
        }

        using (pad)
        {
            return await OpenAsync(self, frame, pad, cancellationToken);
        }
    }

    private async Task<RelayOutcome> OpenAsync(KmeAddress self, RelayFrame frame, KeyMaterial pad, CancellationToken cancellationToken)
    {
        if (!RelaySeal.IsAuthentic(frame, pad))
        {
            await RaiseAsync(self, KmeAlarmKind.RelayNotAuthentic, frame.Header, cancellationToken);
            return RelayOutcome.NotAuthentic;
        }

        // Consumed before anything is done with the block: of two equal frames only one gets past this line.
        return await sites.Require<IPadSource>(self.Site).ConsumeAsync(frame.Header.Sender, frame.Pad, cancellationToken) switch
        {
            PadUse.Consumed => await PassOnAsync(self, frame.Header, RelaySeal.Open(frame, pad), cancellationToken),
            PadUse.UsedBefore => await RefuseReplayAsync(self, frame.Header, cancellationToken),
            _ => RelayOutcome.NoPad,
        };
    }

    private async Task<RelayOutcome> RefuseReplayAsync(KmeAddress self, RelayHeader header, CancellationToken cancellationToken)
    {
        await RaiseAsync(self, KmeAlarmKind.RelayReplayed, header, cancellationToken);
        return RelayOutcome.Replayed;
    }

    private async Task<RelayOutcome> PassOnAsync(
        KmeAddress self, RelayHeader header, KeyMaterial block, CancellationToken cancellationToken)
    {
        if (header.IsLastHop)
        {
            // The staging owns the block from here on.
            sites.Require<RelayStaging>(self.Site)
                .Keep(new RelayStaging.Place(PoolAt(self, header), new BlockKey(header.Epoch, header.Number), header.Share, header.Shares), block);
            return RelayOutcome.Delivered;
        }

        using (block)
        {
            return await sender.SendAsync(sites.Require<IPadSource>(self.Site), header.Next(), block, cancellationToken);
        }
    }

    private static PoolId PoolAt(KmeAddress self, RelayHeader header) => header.Direction == PoolDirection.Outbound
        ? PoolId.Inbound(self, header.Maker)
        : PoolId.Outbound(self, header.Maker);

    private async Task RaiseAsync(KmeAddress self, KmeAlarmKind kind, RelayHeader header, CancellationToken cancellationToken)
    {
        LogAlarm(self.Kme, kind, header.Sender, header.Maker);
        try
        {
            await GrainFactory.GetGrain<IKmeGrain>(self.ToGrainKey()).RaiseAlarmAsync(kind, header.Sender.Value, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            // The refusal stands and is logged; only its record among the alarms is lost.
            LogAlarmLost(self.Kme, fault);
        }
    }
}
