using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Watching;

/// <summary>Keeps the picture of the network: reads what is due, takes in what links, pools and relays tell by themselves.</summary>
internal sealed class NetworkWatch
{
    // A link is one small call and its death must be seen soon.
    private const int LongestLinkPause = 4;

    private readonly NetworkServices services;
    private readonly HopTroubles troubles;
    private readonly ReadSchedule linkReads = new(LongestLinkPause);
    private readonly ReadSchedule pairReads;

    public NetworkWatch(NetworkServices services)
    {
        this.services = services;
        var options = services.Options;
        pairReads = new ReadSchedule((int)Math.Clamp(options.IdleReadPeriod / options.TickPeriod, 1, int.MaxValue));
        troubles = new HopTroubles(services.Time, options.HopRest);
        Picture = new NetworkPicture(
            services.Directory.Topology,
            new ReserveWatch(options.ReserveRecovery, RelaySeal.PadBytes(options.RelayBlockBytes)),
            link => services.Directory.Find(link)?.ReserveBytes ?? options.LinkReserveBytes,
            troubles);
        Schedule();
    }

    public NetworkPicture Picture { get; }

    /// <summary>Another topology is the network's now.</summary>
    public void Follow(NetworkTopology topology)
    {
        Picture.Follow(topology);
        Schedule();
    }

    /// <summary>Reads what is due, a bounded part of the network.</summary>
    public Task ReadAsync(CancellationToken cancellationToken)
    {
        var most = services.Options.MaxReadsPerTick;
        return Task.WhenAll(
        [
            .. linkReads.Next(most).Select(link => ReadLinkAsync(link, cancellationToken)),
            .. pairReads.Next(most).Select(pair => ReadPairAsync(pair, cancellationToken)),
        ]);
    }

    /// <summary>As <see cref="ReadAsync"/>, for a tick: who is slow or dead is waited for beside the next ticks.</summary>
    public async Task ReadForATickAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(cancellationToken).WaitAsync(services.Options.TickPeriod, services.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
        }
    }

    /// <summary>Reads a pair that was never seen.</summary>
    public async Task EnsureSeenAsync(LinkId pair, CancellationToken cancellationToken)
    {
        if (!Picture.HasSeen(pair))
        {
            await ReadPairAsync(pair, cancellationToken);
        }
    }

    /// <summary>Reads the pools of a pair and of every hop of its routes again, since what they hold was just used.</summary>
    public void Touch(LinkId pair, RelayPaths paths)
    {
        pairReads.Touch(pair);
        foreach (var (from, to) in paths.Hops())
        {
            pairReads.Touch(LinkId.Between(from, to));
        }
    }

    /// <summary>A link told of its condition.</summary>
    public void Take(LinkStatus status)
    {
        Picture.See(status.Link, status);
        linkReads.Touch(status.Link);
    }

    /// <summary>The allocating end of a pool told what it holds.</summary>
    public void Take(PoolReport report)
    {
        var pair = LinkId.Between(report.Pool.Local, report.Pool.Remote);
        var seen = Picture.PoolsOf(pair);
        Picture.See(pair, report.Pool.Local == pair.Smaller ? seen with { Outbound = report.Status } : seen with { Inbound = report.Status });
        pairReads.Touch(pair);
    }

    /// <summary>A relay told that a hop failed.</summary>
    public void Take(HopReport report) => troubles.Add(LinkId.Between(report.Sender, report.Receiver), report.Sender);


    private void Schedule()
    {
        linkReads.Follow(Picture.Topology.Links);
        pairReads.Follow(Picture.Pairs.Watched);
    }

    private async Task ReadLinkAsync(LinkId link, CancellationToken cancellationToken)
    {
        var (before, seen) = (Picture.LinkOf(link), await services.Reader.ReadLinkAsync(link, cancellationToken));
        Picture.See(link, seen);
        linkReads.Answered(link, before?.Condition != seen?.Condition);
    }

    private async Task ReadPairAsync(LinkId pair, CancellationToken cancellationToken)
    {
        var (before, seen) = (Picture.PoolsOf(pair), await services.Reader.ReadPairAsync(pair, cancellationToken));
        Picture.See(pair, seen);
        pairReads.Answered(pair, IsElse(before.Outbound, seen.Outbound) || IsElse(before.Inbound, seen.Inbound));
    }

    private static bool IsElse(KeyPoolStatus? before, KeyPoolStatus? seen) =>
        before?.StoredBytes != seen?.StoredBytes || before?.LeasedBytes != seen?.LeasedBytes;
}
