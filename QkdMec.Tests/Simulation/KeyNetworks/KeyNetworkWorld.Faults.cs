using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Simulation;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <content>What goes wrong beyond what the simulator does by itself.</content>
internal sealed partial class KeyNetworkWorld
{
    private const string SaidTooEarly = "writes lost that were said to be done";
    private const double ForgetfulStarts = 0.3;
    private const int UsualSize = 4;

    private static readonly TimeSpan ShortestLie = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestLie = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestTrouble = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OldestCopy = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UnwrittenTail = TimeSpan.FromMilliseconds(300);

    private INetworkTopologyGrain NetworkOperator => _operator.GetGrain<INetworkTopologyGrain>(NetworkKeys.Network);

    private void AddFaults()
    {
        // Pools fill first, then faults begin: a network that never had key shows nothing.
        Simulation.Faults.IsOn = false;
        _warm = Task.Delay(WarmUp, Simulation.Clock);
        Simulation.At(WarmUp, () => Simulation.Faults.IsOn = true);
        Simulation.Faults.SiloFaultPeriod = TimeSpan.FromSeconds(3.5);
        var scale = Math.Min(1.0, (double)UsualSize / _network.Size);
        foreach (var kind in Enum.GetValues<FaultKind>().Where(kind => kind < FaultKind.Crash))
        {
            Simulation.Faults.Set(kind, scale * RateOf(kind));
        }

        // One end of a pool in a run loses its past: when both do, nothing can know what was given out.
        var saes = _network.Topology.Saes;
        var forgetful = SiteOf(Some(saes).Value);
        forgetful.Starting = LoseTail;
        Simulation.Faults.Add("site put back", () => PutBack(forgetful, states: true, vault: true));
        Simulation.Faults.Add("vault put back", () => PutBack(forgetful, states: false, vault: true));
        Simulation.Faults.Add("grain states put back", () => PutBack(forgetful, states: true, vault: false));
        Simulation.Faults.Add("all grain states put back", PutBackAllStates);
        Simulation.Faults.Add("disk full", FillADisk);
        Simulation.Faults.Add("relay lies", LetOneLie);
        Simulation.Faults.Add("link cut", () => TroubleLink(link => link.CutAsync(default), link => link.RepairAsync(default)));
        Simulation.Faults.Add("link taken away", TakeLinkAway);
        Simulation.Faults.Add("link overheard", () => TroubleLink(link => link.SetEavesdropperAsync(0.5, default), link => link.SetEavesdropperAsync(0, default)));
    }

    /// <summary>Writes are much rarer than calls and ticks.</summary>
    private static double RateOf(FaultKind kind) => kind switch
    {
        < FaultKind.StorageFailedBefore => 0.002,
        < FaultKind.CrashBeforeStorage => 0.005,
        FaultKind.CrashBeforeStorage or FaultKind.CrashAfterStorage => 0.002,
        _ => 0.0003,
    };

    /// <summary>Puts a site's databases back, some seconds or all the way, while its silo is down.</summary>
    private void PutBack(KeySite site, bool states, bool vault)
    {
        if (!TryStop(site))
        {
            return;
        }

        var time = SomeEarlierTime();
        Simulation.Note("put back", site.Name, time.ToString());
        if (states)
        {
            site.RollBackStatesTo(time);
        }

        if (vault)
        {
            site.RollBackVaultTo(time);
        }

        _history.RolledBack(site.Name);
    }

    /// <summary>The one database in which a process that runs all sites keeps the grain states of all: nothing is given out twice, for the vaults stand.</summary>
    private void PutBackAllStates()
    {
        if (_sites.Values.All(TryStop))
        {
            var time = SomeEarlierTime();
            Simulation.Note("put back", "all grain states", time.ToString());
            _setting.SharedStates.RollBackTo(time);
            foreach (var site in _sites.Values)
            {
                site.RollBackStatesTo(time);
            }

            _history.StatesPutBack = true;
            _timesPutBack++;
            LoseBearer();
        }
    }

    private long SomeEarlierTime() => Simulation.Clock.GetTimestamp() - Simulation.Random.Between(TimeSpan.Zero, OldestCopy).Ticks;

    /// <summary>Stops the process of a site. False: it has one that was declared dead and runs on, which would write to what is put back.</summary>
    private bool TryStop(KeySite site)
    {
        if (site.Lives.Any(life => !Simulation.Silos.Contains(life.Silo)))
        {
            return false;
        }

        foreach (var life in site.Lives)
        {
            Simulation.CrashSilo(life.Silo.Name);
        }

        return true;
    }

    /// <summary>The disk of a site had said too early that it was done: what it wrote last is not there at the next start.</summary>
    private void LoseTail(KeySite site)
    {
        if (Simulation.Faults.IsOn && site.Lives.Count == 0 && Simulation.Random.Chance(ForgetfulStarts))
        {
            var time = Simulation.Clock.GetTimestamp() - Simulation.Random.Between(TimeSpan.Zero, UnwrittenTail).Ticks;
            site.RollBackStatesTo(time);
            site.RollBackVaultTo(time);
            _history.RolledBack(site.Name);
            Count(SaidTooEarly);
        }
    }

    private void FillADisk()
    {
        var site = Some([.. _sites.Values]);
        site.HasFullDisk = true;
        Simulation.At(Simulation.Random.Between(TimeSpan.Zero, LongestTrouble), () => site.HasFullDisk = false);
    }

    private void LetOneLie()
    {
        var liar = Some([.. _sites.Values]);
        liar.Lies = true;
        Simulation.At(Simulation.Random.Between(ShortestLie, LongestLie), () => liar.Lies = false);
    }

    private void TroubleLink(Func<IQkdLinkGrain, Task> begin, Func<IQkdLinkGrain, Task> end)
    {
        var link = _operator.GetGrain<IQkdLinkGrain>(Some(_network.Topology.Links).ToGrainKey());
        var duration = Simulation.Random.Between(TimeSpan.Zero, LongestTrouble);
        _ = Simulation.Start(async () =>
        {
            await OperateAsync(() => begin(link));
            await Task.Delay(duration, Simulation.Clock);
            while (!await OperateAsync(() => end(link)))
            {
                await Task.Delay(SuperviseEvery, Simulation.Clock);
            }
        });
    }

    private void TakeLinkAway()
    {
        var link = Some(_network.Topology.Links);
        var duration = Simulation.Random.Between(TimeSpan.Zero, LongestTrouble);
        _ = Simulation.Start(async () =>
        {
            await OperateAsync(() => NetworkOperator.RemoveLinkAsync(link, default));
            await Task.Delay(duration, Simulation.Clock);
            await LayAsync(link);
        });
    }

    /// <summary>Lays a link as it was; nothing happens when it is there.</summary>
    private async Task LayAsync(LinkId link)
    {
        while (!await OperateAsync(() => NetworkOperator.AddLinkAsync(DrawnNetwork.DefinitionOf(link), default)))
        {
            await Task.Delay(SuperviseEvery, Simulation.Clock);
        }
    }

    /// <summary>What each process does: it follows the changes of the network that no push brought.</summary>
    private async Task FollowAsync(Life life)
    {
        while (life.IsAlive)
        {
            var directory = life.Silo.Services.GetRequiredService<NetworkDirectory>();
            await OperateAsync(() => directory.CatchUpAsync(life.Silo.GrainFactory, default));
            await Task.Delay(SuperviseEvery, Simulation.Clock);
        }
    }
}
