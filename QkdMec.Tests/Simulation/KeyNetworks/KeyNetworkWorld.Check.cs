using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <content>What must hold when all is mended.</content>
internal sealed partial class KeyNetworkWorld
{
    private const int ServiceAttempts = 60;
    private const int ServedPairs = 3;
    private const int FetchedAgain = 20;
    private const int TakeOverAttempts = 6;

    protected override async Task CheckAsync()
    {
        await MendLinksAsync();
        await SettleComingsAsync();
        await DemandOwedKeysAsync();
        await DemandOwedSharedKeysAsync();
        await AskForFetchedKeysAsync();
        for (var pair = 0; pair < ServedPairs; pair++)
        {
            var (master, slave) = Some(_pairs);
            await DemandServiceAsync(master, slave);
            await DemandServiceAsync(slave, master);
        }

        _history.SearchFrames(_frames);
        _history.ThrowIfBroken();
        Assert.True(_frames.Count > 0);
    }

    /// <summary>A call to cut or overhear a link that had timed out may have run after the one that ended it.</summary>
    private async Task MendLinksAsync()
    {
        foreach (var link in _network.Topology.Links)
        {
            await LayAsync(link);
            var grain = _operator.GetGrain<IQkdLinkGrain>(link.ToGrainKey());
            while (!await OperateAsync(() => grain.RepairAsync(default)) || !await OperateAsync(() => grain.SetEavesdropperAsync(0, default)))
            {
                await Task.Delay(SuperviseEvery, Simulation.Clock);
            }
        }
    }

    /// <summary>Rule 6: a key that got its id is there, whatever happened, unless its end lost its past.</summary>
    private async Task DemandOwedKeysAsync()
    {
        foreach (var key in _history.OwedKeys)
        {
            var outcome = await PatientlyAsync(() => FetchAsync(key, key.Slave, key.Master));
            if (outcome != KeyOutcome.Delivered && _history.IsOfAnOlderEpoch(key.Id, EpochNow(key.Master, key.Slave)))
            {
                _history.Durability.Settle(key.Id);
            }

            _history.Durability.Demand(key.Id, outcome == KeyOutcome.Delivered, $"the KME of {key.Slave} says {outcome} to a key of {key.Master} issued at {key.At}");
        }
    }

    /// <summary>Rule 1: keys that were fetched are gone, also for processes that started since. Whoever delivers one is found by the history.</summary>
    private async Task AskForFetchedKeysAsync()
    {
        for (var key = 0; key < FetchedAgain && _history.Fetched.Count > 0; key++)
        {
            var fetched = Some(_history.Fetched);
            await FetchAsync(fetched, fetched.Slave, fetched.Master);
        }
    }

    /// <summary>Fetches when the SAE may: the ids of keys that are rightly gone count as wrong ones.</summary>
    private async Task<KeyOutcome?> PatientlyAsync(Func<Task<KeyOutcome?>> fetch)
    {
        var outcome = await fetch();
        if (outcome == KeyOutcome.RateLimited)
        {
            await Task.Delay(KeyNetworkSetting.Delivery.WrongIdWindow, Simulation.Clock);
            outcome = await fetch();
        }

        // A block whose listener died is served by another one once that has been silent for long enough.
        for (var attempt = 0; attempt < TakeOverAttempts && outcome == KeyOutcome.Unavailable; attempt++)
        {
            await Task.Delay(SuperviseEvery, Simulation.Clock);
            outcome = await fetch();
        }

        return outcome;
    }

    /// <summary>The healed system serves again.</summary>
    private async Task DemandServiceAsync(string master, string slave)
    {
        // After a roll-back, leases in hand may still stand in blocks that the older copy has not got: keys of them cannot be fetched.
        var drawn = KeyOutcome.Exhausted as KeyOutcome?;
        var fetched = KeyOutcome.NotFound as KeyOutcome?;
        for (var attempt = 0; attempt < ServiceAttempts && fetched != KeyOutcome.Delivered; attempt++)
        {
            using var keys = new KeyBatch();
            drawn = await DrawAsync(new KeyOrder(SaeId.Parse(master), SaeId.Parse(slave), 4, KeyLocation.MaxLength), keys);
            fetched = drawn == KeyOutcome.Delivered ? await FetchAsync(_history.Unfetched[^1], slave, master) : null;
            await Task.Delay(SuperviseEvery, Simulation.Clock);
        }

        Assert.True(
            fetched == KeyOutcome.Delivered,
            $"After healing, {master} drew a key for {slave}: {drawn}; fetched: {fetched}. {_network.Kind} of {_network.Size}. {await DescribeAsync()}");
    }

    private ulong EpochNow(string master, string slave) => SiteOf(slave).EpochOfKeysFrom(SiteOf(master).Address.Kme);

    private async Task<string> DescribeAsync()
    {
        var lines = new List<string>();
        foreach (var site in _sites.Values)
        {
            var status = await _operator.GetGrain<IKmeGrain>(site.Address.ToGrainKey()).GetStatusAsync(CancellationToken.None);
            lines.AddRange(status.Peers.Select(peer => $"{site.Address.Kme} {peer}"));
        }

        var network = await _operator.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetStatusAsync(CancellationToken.None);
        lines.AddRange(network.Pairs.Select(pair => $"{pair.From} {pair.To} over {string.Join(' ', pair.Hops)} {pair.Availability}"));
        lines.AddRange(network.Links.Select(link => link.ToString()));
        return string.Join(Environment.NewLine, lines);
    }
}
