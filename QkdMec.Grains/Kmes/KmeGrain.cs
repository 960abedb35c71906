using Microsoft.Extensions.Logging;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Grains.Sites;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.Kmes;

/// <summary>Makes the blocks that its KME coordinates and keeps its alarms.</summary>
[SitePlaced]
internal sealed partial class KmeGrain(
    [PersistentState("kme")] IPersistentState<KmeState> state,
    ISites sites,
    NetworkDirectory directory,
    KmeSupply supply,
    PoolReader pools,
    KmeAlarms alarms,
    ILogger<KmeGrain> logger) : Grain, IKmeGrain
{
    private KmeAddress Address => KmeAddress.Parse(this.GetPrimaryKeyString());

    public async Task<SupplyStatus> SupplyFromLinkAsync(LinkId link, int bytes, CancellationToken cancellationToken)
    {
        var self = Address;
        var module = sites.Require<IQkdModules>(self.Site).Find(link);
        if (module is null || link.Smaller != self.Kme)
        {
            return SupplyStatus.Refused;
        }

        var status = await supply.FromLinkAsync(self, module, bytes, cancellationToken);
        await AlarmOnMismatchAsync(status, link.Larger, cancellationToken);
        return status;
    }

    public async Task<SupplyStatus> SupplyAlongPathsAsync(RelayPaths paths, int bytes, CancellationToken cancellationToken)
    {
        var self = Address;
        if (!RelayRules.ArePaths(paths, directory.Topology) || paths.Maker != self.Kme
            || LinkId.Between(self.Kme, paths.Receiver).Smaller != self.Kme)
        {
            return SupplyStatus.Refused;
        }

        var status = await supply.AlongPathsAsync(self, paths, bytes, cancellationToken);
        await AlarmOnMismatchAsync(status, paths.Receiver, cancellationToken);
        return status;
    }

    public Task<LinkHello> JoinLinkSessionAsync(LinkHello opening, CancellationToken cancellationToken)
    {
        var module = sites.Require<IQkdModules>(Address.Site).Find(opening.Link)
            ?? throw new KeyNotFoundException($"'{Address}' has no device of link '{opening.Link}'");
        var answer = module.JoinSession(opening);
        LogSessionJoined(opening.Link);
        return Task.FromResult(answer);
    }

    public async Task RaiseAlarmAsync(KmeAlarmKind kind, string subject, CancellationToken cancellationToken)
    {
        if (alarms.Take(Address.Kme, state.State, kind, subject))
        {
            await state.WriteStateAsync(cancellationToken);
        }
    }

    public Task FollowTopologyAsync(NetworkEdits edits, CancellationToken cancellationToken)
    {
        directory.Take(edits);
        return Task.CompletedTask;
    }

    public async Task<KmeStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var self = Address;
        var topology = directory.Topology;
        var peers = await Task.WhenAll(topology.PeersOf(self.Kme).Select(peer => ReadPeerAsync(self, peer, cancellationToken)));
        return new KmeStatus(self.Site, self.Kme, topology.SaesOf(self.Kme), [.. peers], [.. state.State.Alarms]);
    }

    private async Task<KmePeerStatus> ReadPeerAsync(KmeAddress self, KmeId peer, CancellationToken cancellationToken)
    {
        var (outbound, inbound) = await pools.ReadPairAsync(self, peer, cancellationToken);
        return new KmePeerStatus(peer, directory.Topology.HasLink(LinkId.Between(self.Kme, peer)), outbound, inbound);
    }

    // Through its own contract, so that the alarm is a turn of its own: this method may run between the awaits of others.
    private Task AlarmOnMismatchAsync(SupplyStatus status, KmeId peer, CancellationToken cancellationToken) =>
        status == SupplyStatus.Mismatch
            ? GrainFactory.GetGrain<IKmeGrain>(this.GetPrimaryKeyString()).RaiseAlarmAsync(KmeAlarmKind.BlockMismatch, peer.Value, cancellationToken)
            : Task.CompletedTask;
}
