using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.QkdLinks;

/// <summary>Runs a link: at each tick it makes the blocks that the link's rate allows, and tells of every change.</summary>
internal sealed partial class QkdLinkGrain(
    [PersistentState("link")] IPersistentState<QkdLinkState> state,
    ILinkDirectory directory,
    LinkReporter reporter,
    TimeProvider time,
    IOptions<QkdLinkOptions> options,
    QkdLinkInstruments instruments,
    ILogger<QkdLinkGrain> logger) : Grain, IQkdLinkGrain
{
    private LinkPlan? plan;
    private LinkProcess? process;
    private LinkCounters made = new(0, 0, 0);
    private IGrainTimer? ticking;
    private long lastTick;

    private LinkId Link => LinkId.Parse(this.GetPrimaryKeyString());

    private LinkStatus Status => plan is null || process is null
        ? new(Link, LinkCondition.Removed, "", new LinkQuality(0, 0, 0, 0, 0), 0, made)
        : new(plan.Link, process.Condition, plan.Device.Name, process.Quality, Switches.EavesdroppedFraction, made);

    private QkdLinkState Switches =>
        state.State.Generation == (plan?.Generation ?? 0) ? state.State : new QkdLinkState { Generation = plan!.Generation };

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        FollowPlan();
        var timer = new GrainTimerCreationOptions { DueTime = options.Value.TickPeriod, Period = options.Value.TickPeriod, KeepAlive = true };
        ticking = this.RegisterGrainTimer(static (self, cancelled) => self.TickAsync(cancelled), this, timer);
        return Task.CompletedTask;
    }

    public Task<LinkStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        FollowPlan();
        return Task.FromResult(Status);
    }

    public Task CutAsync(CancellationToken cancellationToken) => SwitchAsync(switches => switches.IsCut = true, cancellationToken);

    public Task RepairAsync(CancellationToken cancellationToken) => SwitchAsync(switches => switches.IsCut = false, cancellationToken);

    public Task SetEavesdropperAsync(double fraction, CancellationToken cancellationToken)
    {
        if (fraction is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), $"{fraction} is not a share between 0 and 1");
        }

        return SwitchAsync(switches => switches.EavesdroppedFraction = fraction, cancellationToken);
    }

    private async Task SwitchAsync(Action<QkdLinkState> change, CancellationToken cancellationToken)
    {
        FollowPlan();
        if (plan is { } laid && process is { } running)
        {
            await SaveAsync(change, cancellationToken);
            await AdvanceAsync(laid, running, cancellationToken);
        }
    }

    private async Task SaveAsync(Action<QkdLinkState> change, CancellationToken cancellationToken)
    {
        var before = state.State;
        state.State = Switches.Copy();
        change(state.State);
        try
        {
            await state.WriteStateAsync(cancellationToken);
        }
        catch
        {
            // What is stored is unknown now; what may not last must not take effect. The next activation reads it.
            state.State = before;
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Marked before it is handed over: what a crash then leaves of it is lost, never made again.</summary>
    private async Task TakeInitialStoreAsync(LinkPlan laid, LinkProcess running, CancellationToken cancellationToken)
    {
        if (laid.InitialStoreBytes > 0 && !Switches.IsInitialStoreTaken)
        {
            await SaveAsync(static switches => switches.IsInitialStoreTaken = true, cancellationToken);
            running.AddInitialStore();
        }
    }

    // The link of this key may be laid, removed and laid anew in other ways while the grain lives.
    private void FollowPlan()
    {
        var current = directory.Find(Link);
        if (current == plan)
        {
            return;
        }

        plan = current;
        process = current is null ? null : new LinkProcess(current, options.Value);
        lastTick = time.GetTimestamp();
        process?.Advance(TimeSpan.Zero, Switches);
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        FollowPlan();
        if (plan is not { } laid || process is not { } running)
        {
            DeactivateOnIdle();
            return;
        }

        try
        {
            await AdvanceAsync(laid, running, cancellationToken);
            await TakeInitialStoreAsync(laid, running, cancellationToken);
            await MakeBlocksAsync(laid, running, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The edge of the loop: a fault of one tick, whatever it is, must not end the link; the next tick tries again.
            LogTickFailed(Link, fault);
        }
    }

    private async Task AdvanceAsync(LinkPlan laid, LinkProcess running, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var before = running.Condition;
        var hasChanged = running.Advance(time.GetElapsedTime(lastTick, now), Switches);
        lastTick = now;
        instruments.Seen(laid.Link, running.Condition, running.Quality);
        if (hasChanged)
        {
            LogCondition(laid.Link, before, running.Condition, running.Qber);
            await reporter.ReportAsync(Status, cancellationToken);
        }
    }

    private async Task MakeBlocksAsync(LinkPlan laid, LinkProcess running, CancellationToken cancellationToken)
    {
        for (var block = 0; block < options.Value.MaxBlocksPerTick && running.HasBlock; block++)
        {
            var status = await reporter.SupplyAsync(laid.Link, running.BlockBytes, cancellationToken);
            instruments.BlockEnded(laid.Link, status, running.BlockBytes);
            if (status == SupplyStatus.Full)
            {
                running.Rest();
                RestUntilAsked(running.Resting);
                return;
            }

            running.Spend();
            if (status != SupplyStatus.Committed)
            {
                made = made with { Failures = made.Failures + 1 };
                LogBlockFailed(laid.Link, status);
                return;
            }

            made = made with { Blocks = made.Blocks + 1, Bytes = made.Bytes + running.BlockBytes };
        }
    }

    // Most links of an idle network are full: a tick each while they rest would be most of what it costs.
    private void RestUntilAsked(TimeSpan resting)
    {
        var period = options.Value.TickPeriod;
        ticking?.Change(resting > period ? resting : period, period);
    }
}
