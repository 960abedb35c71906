using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.Relocations;

/// <summary>Looks at all hosts again and again; works for several at a time, and for each in turns that begin with what is known then.</summary>
[Reentrant]
internal sealed partial class RelocatorGrain(
    [PersistentState("relocator")] IPersistentState<RelocatorState> state,
    MecOptions options, INetworkDirectory network, TimeProvider time, MecInstruments instruments, ILogger<RelocatorGrain> logger) : Grain, IRelocatorGrain
{
    private readonly Dictionary<HostId, RelocationStatus> done = [];
    private readonly Dictionary<HostId, long> restsSince = [];
    private readonly HashSet<HostId> inHand = [];
    private readonly SemaphoreSlim writing = new(1);
    private bool looks;

    private ContextWalk Walk => new(options, network, time, GrainFactory);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(
            static (self, token) => self.LookAsync(token),
            this,
            new GrainTimerCreationOptions { DueTime = options.PulsePeriod, Period = options.PulsePeriod, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task WakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ImmutableArray<RelocationStatus>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<RelocationStatus>>([.. done.Values.OrderBy(status => status.Host.ToGrainKey(), StringComparer.Ordinal)]);

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (looks)
        {
            return;
        }

        looks = true;
        try
        {
            await BeginAsync(cancellationToken);
        }
        catch (Exception fault)
        {
            // The edge of the timer: hosts are looked at again at the next one.
            LogBlind(fault);
        }
        finally
        {
            looks = false;
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var roster = await Registry.ListAsync(cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
        var shortages = await FindShortagesAsync(cancellationToken);
        foreach (var entry in roster.Hosts.Where(entry => !inHand.Contains(entry.Host) && !Rests(entry.Host)))
        {
            if (HostNeeds.Find(entry, await StatusAsync(entry.Host, cancellationToken), ShortOf(entry, shortages), ClearedAt(entry.Host), options) is { } task)
            {
                inHand.Add(entry.Host);
                _ = WorkAsync(task, entry.Version);
            }
        }
    }

    private async Task WorkAsync(RelocationTask task, long version)
    {
        try
        {
            await (task.Reason is null ? ClearAsync(task.Host, version) : RelocateAsync(task));
        }
        catch (Exception fault)
        {
            // The edge of work that nobody waits for: it is begun again at a later look.
            LogStopped(task.Host.ToGrainKey(), fault);
            Rest(task.Host);
        }
        finally
        {
            inHand.Remove(task.Host);
        }
    }

    private async Task RelocateAsync(RelocationTask task)
    {
        var tally = await Walk.MoveAsync(task, () => IsWantedAsync(task), CancellationToken.None);
        var before = done.GetValueOrDefault(task.Host, new RelocationStatus(task.Host, task.Reason, 0, 0, ""));
        done[task.Host] = before with { Reason = task.Reason, Moved = before.Moved + tally.Moved, Stayed = tally.Stayed, Refusal = tally.Refusal };
        instruments.Relocated(task.Host, task.Reason!.Value, tally.Moved);
        if (tally.Moved > 0)
        {
            LogMoved(tally.Moved, task.Host.ToGrainKey(), task.Reason.Value);
        }

        if (tally.Stayed > 0)
        {
            LogStayed(tally.Stayed, task.Host.ToGrainKey(), tally.Refusal);
        }

        if (tally.Stayed > 0 || task.Most < int.MaxValue)
        {
            Rest(task.Host);
        }
    }

    private async Task ClearAsync(HostId host, long version)
    {
        if (await Walk.CloseStraysAsync(host, CancellationToken.None))
        {
            await SaveAsync(host, version);
            done.Remove(host);
            LogCleared(host.ToGrainKey());
        }
        else
        {
            Rest(host);
        }
    }

    // A host that was given up and is back is no reason any more to move what is still there.
    private async Task<bool> IsWantedAsync(RelocationTask task)
    {
        var roster = await Registry.ListAsync(CancellationToken.None).WaitAsync(options.CallWithin, time);
        return task.Reason != AppContexts.MoveReason.HostFailed || roster.Find(task.Host) is { IsDown: true };
    }

    private async Task<ILookup<KmeId, KmeId>> FindShortagesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var status = await GrainFactory.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetStatusAsync(cancellationToken)
                .WaitAsync(options.CallWithin, time, cancellationToken);
            return HostNeeds.FindShortages(status, options.ShortBelowBits)
                .SelectMany(pair => new[] { (Here: pair.From, There: pair.To), (Here: pair.To, There: pair.From) }).ToLookup(pair => pair.Here, pair => pair.There);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A network that is silent for a moment says nothing about its key.
            LogNoNetwork(fault);
            return Array.Empty<(KmeId, KmeId)>().ToLookup(pair => pair.Item1, pair => pair.Item2);
        }
    }

    private async Task<HostStatus?> StatusAsync(HostId host, CancellationToken cancellationToken)
    {
        try
        {
            return await GrainFactory.GetGrain<IMecHostGrain>(host.ToGrainKey()).GetStatusAsync(cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogStopped(host.ToGrainKey(), fault);
            return null;
        }
    }

    private async Task SaveAsync(HostId host, long version)
    {
        await writing.WaitAsync();
        try
        {
            state.State.ClearedAt[host.ToGrainKey()] = version;
            await state.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            // What is in memory may not be what is stored: the next look must read it again.
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            writing.Release();
        }
    }

    private ImmutableHashSet<KmeId> ShortOf(HostEntry entry, ILookup<KmeId, KmeId> shortages) => [.. shortages[entry.Describe(options).Kme]];

    private long ClearedAt(HostId host) => state.State.ClearedAt.GetValueOrDefault(host.ToGrainKey());

    private void Rest(HostId host) => restsSince[host] = time.GetTimestamp();

    private bool Rests(HostId host) => restsSince.TryGetValue(host, out var since) && time.GetElapsedTime(since) < options.RelocateAgainAfter;

    private IHostRegistryGrain Registry => GrainFactory.GetGrain<IHostRegistryGrain>(MecOptions.System);
}
