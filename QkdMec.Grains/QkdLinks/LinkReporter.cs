using Microsoft.Extensions.Options;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.QkdLinks;

/// <summary>What a link says to the KMEs at its ends and to the network.</summary>
internal sealed class LinkReporter(
    INetworkDirectory directory, IGrainFactory grains, TimeProvider time, IOptions<QkdLinkOptions> options)
{
    /// <summary>Asks the KME at the smaller end to make a block.</summary>
    public async Task<SupplyStatus> SupplyAsync(LinkId link, int bytes, CancellationToken cancellationToken)
    {
        try
        {
            return await Kme(link.Smaller).SupplyFromLinkAsync(link, bytes, cancellationToken)
                .WaitAsync(options.Value.CallTimeout, time, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            return SupplyStatus.PeerUnreachable;
        }
    }

    /// <summary>Tells the network of a new condition, and alarms both KMEs when it is one to alarm about.</summary>
    public async Task ReportAsync(LinkStatus status, CancellationToken cancellationToken)
    {
        var network = grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network);
        await TellAsync(network.ReportLinkAsync(status, cancellationToken), cancellationToken);
        KmeAlarmKind? alarm = status.Condition switch
        {
            LinkCondition.Alarm => KmeAlarmKind.LinkErrorRate,
            LinkCondition.Cut => KmeAlarmKind.LinkCut,
            _ => null,
        };
        if (alarm is { } kind)
        {
            var subject = status.Link.ToGrainKey();
            await TellAsync(Kme(status.Link.Smaller).RaiseAlarmAsync(kind, subject, cancellationToken), cancellationToken);
            await TellAsync(Kme(status.Link.Larger).RaiseAlarmAsync(kind, subject, cancellationToken), cancellationToken);
        }
    }

    private IKmeGrain Kme(KmeId kme) => grains.GetGrain<IKmeGrain>(directory.Topology.Locate(kme).ToGrainKey());

    // Who does not answer learns it later: the network reads all links again, and an alarm stands in the link's own status too.
    private async Task TellAsync(Task telling, CancellationToken cancellationToken)
    {
        try
        {
            await telling.WaitAsync(options.Value.CallTimeout, time, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
        }
    }
}
