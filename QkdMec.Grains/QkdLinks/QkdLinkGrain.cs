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
    private LinkPlan plan = null!;
    private LinkProcess process = null!;
    private LinkCounters made = new(0, 0, 0);
    private long lastTick;

    private LinkStatus Status => new(
        plan.Link, process.Condition, plan.Device.Name, process.Quality, state.State.EavesdroppedFraction, made);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        plan = directory.Require(LinkId.Parse(this.GetPrimaryKeyString()));
        process = new LinkProcess(plan, options.Value);
        lastTick = time.GetTimestamp();
        process.Advance(TimeSpan.Zero, state.State);
        var timer = new GrainTimerCreationOptions { DueTime = options.Value.TickPeriod, Period = options.Value.TickPeriod, KeepAlive = true };
        this.RegisterGrainTimer(static (self, cancelled) => self.TickAsync(cancelled), this, timer);
        return Task.CompletedTask;
    }

    public Task<LinkStatus> GetStatusAsync(CancellationToken cancellationToken) => Task.FromResult(Status);

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
        await SaveAsync(change, cancellationToken);
        await AdvanceAsync(cancellationToken);
    }

    private async Task SaveAsync(Action<QkdLinkState> change, CancellationToken cancellationToken)
    {
        var before = state.State;
        state.State = before.Copy();
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
    private async Task TakeInitialStoreAsync(CancellationToken cancellationToken)
    {
        if (plan.InitialStoreBytes > 0 && !state.State.IsInitialStoreTaken)
        {
            await SaveAsync(static switches => switches.IsInitialStoreTaken = true, cancellationToken);
            process.AddInitialStore();
        }
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AdvanceAsync(cancellationToken);
            await TakeInitialStoreAsync(cancellationToken);
            await MakeBlocksAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The edge of the loop: a fault of one tick, whatever it is, must not end the link; the next tick tries again.
            LogTickFailed(plan.Link, fault);
        }
    }

    private async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var before = process.Condition;
        var hasChanged = process.Advance(time.GetElapsedTime(lastTick, now), state.State);
        lastTick = now;
        instruments.ErrorRateSeen(plan.Link, process.Qber);
        if (hasChanged)
        {
            LogCondition(plan.Link, before, process.Condition, process.Qber);
            await reporter.ReportAsync(Status, cancellationToken);
        }
    }

    private async Task MakeBlocksAsync(CancellationToken cancellationToken)
    {
        for (var block = 0; block < options.Value.MaxBlocksPerTick && process.HasBlock; block++)
        {
            var status = await reporter.SupplyAsync(plan.Link, process.BlockBytes, cancellationToken);
            instruments.BlockEnded(plan.Link, status, process.BlockBytes);
            if (status == SupplyStatus.Full)
            {
                return;
            }

            process.Spend();
            if (status != SupplyStatus.Committed)
            {
                made = made with { Failures = made.Failures + 1 };
                LogBlockFailed(plan.Link, status);
                return;
            }

            made = made with { Blocks = made.Blocks + 1, Bytes = made.Bytes + process.BlockBytes };
        }
    }
}
