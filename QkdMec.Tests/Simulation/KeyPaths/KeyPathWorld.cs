using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.KeyPaths;

/// <summary>
/// The key path of the scenario <c>hospital</c>: SAEs at both ends draw, fetch, repeat and guess keys over one relay, while silos crash
/// and come twice, disks fail and are put back to older copies, and the relay lies.
/// </summary>
public sealed partial class KeyPathWorld : SimulatedWorld
{
    private const string Broken = "connection broken";
    private const string Repeated = "repeated fetch";
    private const string Reserved = "kept for its owner";

    private static readonly string[] EdgeSaes = ["sae-edge-1", "sae-edge-2"];
    private static readonly TimeSpan ClientPatience = TimeSpan.FromSeconds(4);
    private const int ServiceAttempts = 60;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan SuperviseEvery = TimeSpan.FromSeconds(1);

    private readonly List<GrainSilo> _seen = [];
    private readonly KeyPathHistory _history = new();
    private KeyPathSite[] _sites = [];
    private IGrainFactory _operator = null!;
    private Task _warm = Task.CompletedTask;

    public override string Name => "key-path";

    public override GrainClusterOptions Cluster { get; } = new()
    {
        Assemblies = [typeof(IKmeGrain).Assembly],
        ResponseTimeout = TimeSpan.FromSeconds(2),
    };

    public override int Operations => 240;

    public override TimeSpan Recovery => TimeSpan.FromSeconds(40);

    public override IReadOnlyList<string> RequiredOutcomes =>
    [
        .. Enum.GetNames<KeyOutcome>(), Broken, Repeated, Reserved,
        VaultFaults.FailedBefore, VaultFaults.FailedAfter, VaultFaults.WasSlow,
    ];

    protected override void Build()
    {
        var setting = new KeyPathSetting(
            Simulation, Simulation.Random.Next(), new VaultFaults(Simulation, Count), _history.PadTaken);
        _sites = [new(KeyPathSetting.Hospital, setting), new(KeyPathSetting.Relay, setting), new(KeyPathSetting.Edge, setting)];
        foreach (var site in _sites)
        {
            Simulation.AddSilo(site.Definition);
        }

        _operator = Simulation.AddClient("operator");
        Simulation.Start(SuperviseAsync);
        AddFaults();
        AddOperations();
    }

    protected override async Task CheckAsync()
    {
        foreach (var id in _history.Durability.Owed)
        {
            var key = _history.Unfetched.Single(unfetched => unfetched.Id == id);
            var outcome = await FetchAsync(key, key.Slave, key.Master);
            _history.Durability.Demand(id, outcome == KeyOutcome.Delivered, $"the KME of {key.Slave} says {outcome} to a key issued at {key.At}");
        }

        // The healed system serves again, in both directions.
        await DemandServiceAsync("sae-hospital", EdgeSaes[0]);
        await DemandServiceAsync(EdgeSaes[1], "sae-hospital");
    }

    private async Task DemandServiceAsync(string master, string slave)
    {
        // After a roll-back, leases in hand may still stand in blocks that the older copy has not got: keys of them cannot be fetched.
        var drawn = KeyOutcome.Exhausted as KeyOutcome?;
        var fetched = KeyOutcome.NotFound as KeyOutcome?;
        for (var attempt = 0; attempt < ServiceAttempts && fetched != KeyOutcome.Delivered; attempt++)
        {
            using var keys = new KeyBatch();
            drawn = await DrawAsync(master, slave, number: 4, keyBytes: KeyLocation.MaxLength, keys);
            fetched = drawn == KeyOutcome.Delivered ? await FetchAsync(_history.Unfetched[^1], slave, master) : null;
            await Task.Delay(SuperviseEvery, Simulation.Clock);
        }

        Assert.True(
            fetched == KeyOutcome.Delivered,
            $"After healing, {master} drew a key for {slave}: {drawn}; fetched: {fetched}. {await DescribeAsync()}");
    }

    private async Task<string> DescribeAsync()
    {
        var lines = new List<string>();
        foreach (var site in _sites)
        {
            var status = await _operator.GetGrain<IKmeGrain>(site.Address.ToGrainKey()).GetStatusAsync(CancellationToken.None);
            lines.AddRange(status.Peers.Select(peer => $"{site.Address.Kme} {peer}"));
        }

        var network = await _operator.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetStatusAsync(CancellationToken.None);
        lines.AddRange(network.Links.Select(link => link.ToString()));
        return string.Join(Environment.NewLine, lines);
    }

    private void AddFaults()
    {
        // Pools fill first, then faults begin: a network that never had key shows nothing.
        Simulation.Faults.IsOn = false;
        _warm = Task.Delay(WarmUp, Simulation.Clock);
        Simulation.At(WarmUp, () => Simulation.Faults.IsOn = true);
        Simulation.Faults.SiloFaultPeriod = TimeSpan.FromSeconds(6);
        foreach (var kind in Enum.GetValues<FaultKind>().Where(kind => kind < FaultKind.Crash))
        {
            Simulation.Faults.Set(kind, kind < FaultKind.StorageFailedBefore ? 0.002 : kind < FaultKind.CrashBeforeStorage ? 0.004 : 0.0003);
        }


        // One end of the pool in a run: when both are put back, nothing can know what was given out.
        var (name, site) = Simulation.Random.Chance(0.5) ? ("Hospital rolled back", _sites[0]) : ("Edge rolled back", _sites[2]);
        Simulation.Faults.Add(name, () => RollBack(site));
        Simulation.Faults.Add("Relay lies", () =>
        {
            _sites[1].Lies = true;
            Simulation.At(TimeSpan.FromSeconds(5), () => _sites[1].Lies = false);
        });
    }

    /// <summary>Puts a site's databases back, some seconds or all the way, while its silo is down.</summary>
    private void RollBack(KeyPathSite site)
    {
        if (LivesOf(site).Any(silo => !Simulation.Silos.Contains(silo)))
        {
            return;
        }

        if (Simulation.Silos.Any(silo => silo.Name == site.SiloName))
        {
            Simulation.CrashSilo(site.SiloName);
        }

        var back = Simulation.Random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Simulation.Note("rolled back", site.SiloName, back.ToString());
        site.RollBackTo(Simulation.Clock.GetTimestamp() - back.Ticks);
        _history.RolledBack();
    }

    /// <summary>What a process supervisor does: it sets the network going again after every crash.</summary>
    private async Task SuperviseAsync()
    {
        while (true)
        {
            try
            {
                await _operator.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetStatusAsync(CancellationToken.None);
            }
            catch (Exception error) when (error is TimeoutException or OrleansException)
            {
                Simulation.Note("operator", error.GetType().Name);
            }

            await Task.Delay(SuperviseEvery, Simulation.Clock);
        }
    }

    /// <summary>A live process of a site: the one the cluster knows, or one that was declared dead and runs on.</summary>
    private GrainSilo? SomeLifeOf(string sae)
    {
        var site = sae == "sae-hospital" ? _sites[0] : _sites[2];
        var lives = LivesOf(site);
        return lives.Count == 0 ? null : lives[Simulation.Random.Below(lives.Count)];
    }

    private List<GrainSilo> LivesOf(KeyPathSite site)
    {
        _seen.AddRange(Simulation.Silos.Where(silo => !_seen.Contains(silo)));
        return [.. _seen.Where(silo => silo.Name == site.SiloName && silo.IsAlive)];
    }

    private static KeyDelivery DeliveryOf(GrainSilo silo) => silo.Services.GetRequiredKeyedService<KeyDelivery>(SiteId.Parse(silo.Name));
}
