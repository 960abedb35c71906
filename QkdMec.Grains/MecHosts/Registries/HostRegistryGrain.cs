using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>Keeps the registry and watches the hosts.</summary>
[Reentrant]
internal sealed partial class HostRegistryGrain : Grain, IHostRegistryGrain
{
    private readonly IPersistentState<HostRegistryState> state;
    private readonly MecOptions options;
    private readonly INetworkDirectory network;
    private readonly TimeProvider time;
    private readonly MecInstruments instruments;
    private readonly ILogger<HostRegistryGrain> logger;
    private readonly GroupedWrites writes;
    private readonly HostPulses pulses;
    private readonly HostRooms rooms;

    // What is stored for sure: nobody is told what may not last.
    private HostEdits stored = HostEdits.None;
    private long began;
    private bool watches;

    public HostRegistryGrain(
        [PersistentState("hosts")] IPersistentState<HostRegistryState> state,
        MecOptions options,
        INetworkDirectory network,
        TimeProvider time,
        MecInstruments instruments,
        ILogger<HostRegistryGrain> logger)
    {
        (this.state, this.options, this.network, this.time, this.instruments, this.logger) = (state, options, network, time, instruments, logger);
        (writes, pulses, rooms) = (new GroupedWrites(WriteAsync), new HostPulses(options.FailedAfter), new HostRooms(options, time));
    }

    private HostRoster Roster => new HostEditor(stored, options.Hosts).Roster;

    private HostEditor Editor => new(state.State.Edits, options.Hosts);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (stored, began) = (state.State.Edits, time.GetTimestamp());
        this.RegisterGrainTimer(
            static (self, token) => self.WatchAsync(token),
            this,
            new GrainTimerCreationOptions { DueTime = options.PulsePeriod, Period = options.PulsePeriod, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task<HostRoster> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Roster);

    public Task<HostRoster?> FollowAsync(long knownVersion, CancellationToken cancellationToken) =>
        Task.FromResult(stored.Version == knownVersion ? null : Roster);

    public Task<HostChange> PutAsync(HostRequest request, CancellationToken cancellationToken)
    {
        var configured = options.Hosts.FirstOrDefault(host => host.Id == request.Host);
        var kme = configured?.Kme ?? network.Topology.Kmes.FirstOrDefault(known => known.Site == request.Host.Site).Kme;
        return kme.Value is null
            ? Task.FromResult(new HostChange(HostChangeStatus.NoKme, null))
            : ChangeAsync(editor => editor.Put(request.Host, request.TermsAt(kme, configured)), cancellationToken);
    }

    public Task<HostChange> DrainAsync(HostId host, CancellationToken cancellationToken) => ChangeAsync(editor => editor.Drain(host), cancellationToken);

    public Task<HostChange> RemoveAsync(HostId host, CancellationToken cancellationToken) => ChangeAsync(editor => editor.Remove(host), cancellationToken);

    private async Task<HostChange> ChangeAsync(Func<HostEditor, HostDecision> decide, CancellationToken cancellationToken)
    {
        var decision = decide(Editor);
        if (decision.Edits is { } edits)
        {
            state.State.Edits = edits;
        }

        // Also when nothing changed: what was there may still be on its way to the storage.
        await writes.SaveAsync();
        if (decision.Entry is { } entry)
        {
            instruments.HostStateSeen(entry.Host, entry.State);
            LogStands(entry.Host.ToGrainKey(), entry.State, decision.Status);
            await rooms.TellAsync(entry, GrainFactory, cancellationToken);
        }

        return new HostChange(decision.Status, decision.Entry);
    }

    private async Task WriteAsync()
    {
        var writing = state.State.Edits;
        if (writing == stored)
        {
            return;
        }

        try
        {
            await state.WriteStateAsync(CancellationToken.None);
            stored = writing;
        }
        catch
        {
            // What is in memory may not be what is stored: the next call must read it again.
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        if (watches)
        {
            return;
        }

        watches = true;
        try
        {
            await JudgeAsync(await rooms.AskPulsesAsync(Roster, GrainFactory, cancellationToken));
            await OvertakeAsync(await rooms.TellAsync(Roster, GrainFactory, cancellationToken));
            await ForgetAsync(await rooms.FindEmptyAsync(Roster, GrainFactory, cancellationToken));
            foreach (var entry in Roster.Hosts)
            {
                instruments.HostStateSeen(entry.Host, entry.State);
            }
        }
        catch (Exception fault)
        {
            // The edge of the timer: hosts are asked again at the next one.
            LogUnwatched(fault);
        }
        finally
        {
            watches = false;
        }
    }

    private async Task JudgeAsync(IEnumerable<(HostId Host, bool Answered)> answers)
    {
        var known = Roster;
        pulses.Keep([.. known.Hosts.Select(entry => entry.Host)]);
        var changed = false;
        foreach (var (host, answered) in answers)
        {
            if (Editor.Roster.Find(host) is not { } entry)
            {
                continue;
            }

            var isDown = pulses.Note(host, answered, entry.IsDown, time.GetElapsedTime(began));
            if (Editor.SetDown(host, isDown) is { } edits)
            {
                (state.State.Edits, changed) = (edits, true);
                LogPulse(host.ToGrainKey(), isDown ? "does not answer" : "answers again");
            }
        }

        await SaveIfAsync(changed);
    }

    private async Task OvertakeAsync(IEnumerable<(HostId Host, long Version)> ahead)
    {
        var changed = false;
        foreach (var (host, version) in ahead.Where(pair => pair.Version > state.State.Edits.Version))
        {
            LogPutBack(host.ToGrainKey(), version, state.State.Edits.Version);
            (state.State.Edits, changed) = (Editor.Overtake(host, version), true);
        }

        await SaveIfAsync(changed);
    }

    private async Task ForgetAsync(IEnumerable<HostEntry> empty)
    {
        var changed = false;
        foreach (var entry in empty)
        {
            if (Editor.Forget(entry) is { } edits)
            {
                (state.State.Edits, changed) = (edits, true);
                instruments.HostGone(entry.Host);
                LogGone(entry.Host.ToGrainKey());
            }
        }

        await SaveIfAsync(changed);
    }

    private Task SaveIfAsync(bool changed) => changed ? writes.SaveAsync() : Task.CompletedTask;
}
