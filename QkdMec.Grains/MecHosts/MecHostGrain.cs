using Microsoft.Extensions.Logging;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.MecHosts;

/// <summary>Keeps the room of one host.</summary>
[Reentrant]
internal sealed partial class MecHostGrain : Grain, IMecHostGrain
{
    private const int SettledAtOnce = 16;

    private readonly IPersistentState<MecHostState> state;
    private readonly MecOptions options;
    private readonly TimeProvider time;
    private readonly MecInstruments instruments;
    private readonly ILogger<MecHostGrain> logger;
    private readonly GroupedWrites writes;
    private TimeSpan ranBefore;
    private long began;
    private (double Load, long At)? reported;
    private bool settles;
    private long askedUpTo;

    public MecHostGrain(
        [PersistentState("host")] IPersistentState<MecHostState> state,
        MecOptions options,
        TimeProvider time,
        MecInstruments instruments,
        ILogger<MecHostGrain> logger)
    {
        (this.state, this.options, this.time, this.instruments, this.logger) = (state, options, time, instruments, logger);
        writes = new GroupedWrites(WriteAsync);
    }

    private HostLedger Ledger => new(state.State, Describe(options.DescribeHost(HostId.Parse(this.GetPrimaryKeyString()))));

    // A late call may still reserve for a ticket that is settled too early, so its age must not follow a clock that jumps.
    private TimeSpan RunningTime => ranBefore + time.GetElapsedTime(began);

    private double? ReportedLoad => reported is { } last && time.GetElapsedTime(last.At) < options.TelemetryAge ? last.Load : null;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (ranBefore, began) = (state.State.RunningTime, time.GetTimestamp());
        instruments.HostSeen(Ledger.Describe());
        this.RegisterGrainTimer(
            static (self, token) => self.SettleAsync(token),
            this,
            new GrainTimerCreationOptions { DueTime = options.SettlePeriod, Period = options.SettlePeriod, KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task<ReserveOutcome> ReserveAsync(HostReservation reservation, CancellationToken cancellationToken)
    {
        var outcome = Ledger.Reserve(reservation, RunningTime);
        if (outcome.Status == ReserveStatus.Reserved)
        {
            await writes.SaveAsync();
        }

        return outcome;
    }

    public Task ConfirmAsync(long ticket, CancellationToken cancellationToken) => SaveIfAsync(Ledger.Confirm(ticket));

    public Task CancelAsync(long ticket, CancellationToken cancellationToken) => SaveIfAsync(Ledger.Drop(ticket));

    public async Task<long> BeginReleaseAsync(HostRelease release, CancellationToken cancellationToken)
    {
        var ticket = Ledger.BeginRelease(release, RunningTime);
        await writes.SaveAsync();
        return ticket;
    }

    // A repeat must wait for the write that settled the ticket: its answer says that it is stored.
    public async Task FinishReleaseAsync(long ticket, CancellationToken cancellationToken)
    {
        Ledger.FinishRelease(ticket);
        await writes.SaveAsync();
    }

    public async Task<long> FollowAsync(HostOrders orders, CancellationToken cancellationToken)
    {
        Ledger.Follow(orders);
        await writes.SaveAsync();
        return state.State.Orders!.Version;
    }

    public Task ReportLoadAsync(double load, CancellationToken cancellationToken)
    {
        reported = (load, time.GetTimestamp());
        return Task.CompletedTask;
    }

    public Task<HostStatus> GetStatusAsync(CancellationToken cancellationToken) => Task.FromResult(Ledger.Describe() with { ReportedLoad = ReportedLoad });

    private HostDescription Describe(HostDescription configured) => state.State.Orders?.Terms?.ApplyTo(configured) ?? configured;

    private Task SaveIfAsync(bool changed) => changed ? writes.SaveAsync() : Task.CompletedTask;

    private async Task WriteAsync()
    {
        state.State.RunningTime = RunningTime;
        try
        {
            await state.WriteStateAsync(CancellationToken.None);
            instruments.HostSeen(Ledger.Describe());
        }
        catch
        {
            // What is in memory may not be what is stored: the next call must read it again.
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (settles)
        {
            return;
        }

        settles = true;
        try
        {
            var overdue = Ledger.Overdue(RunningTime, options.SettleAfter, askedUpTo).Take(SettledAtOnce).ToArray();
            askedUpTo = overdue.Length < SettledAtOnce ? 0 : overdue[^1].Ticket;
            await Task.WhenAll(overdue.Select(entry => SettleAsync(entry, cancellationToken)));
        }
        finally
        {
            settles = false;
        }
    }

    private async Task SettleAsync(PendingEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var context = GrainFactory.GetGrain<IAppContextGrain>(entry.Context.Value);
            var query = new SettleQuery(HostId.Parse(this.GetPrimaryKeyString()), entry.Ticket, entry.Kind) { Move = entry.Move };
            var verdict = await context.SettleAsync(query, cancellationToken).WaitAsync(options.SettleWithin, time, cancellationToken);
            LogSettled(entry.Kind, verdict);
            await SaveIfAsync(verdict switch
            {
                SettleVerdict.Confirm => Ledger.Confirm(entry.Ticket),
                SettleVerdict.Drop => Ledger.Drop(entry.Ticket),
                _ => false,
            });
        }
        catch (Exception fault)
        {
            // The edge of the timer: the entry stays and is asked about again.
            LogUnsettled(entry.Kind, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An unfinished {Kind} of a host was settled: {Verdict}")]
    private partial void LogSettled(PendingKind kind, SettleVerdict verdict);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An unfinished {Kind} of a host could not be settled")]
    private partial void LogUnsettled(PendingKind kind, Exception fault);
}
