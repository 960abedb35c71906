using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.AppContexts.Admissions;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.Steps;

namespace QkdMec.Grains.AppContexts;

/// <summary>
/// Keeps one context. The intention is stored before anything is asked of other grains; what a crash interrupts is taken up by the host,
/// which asks about every ticket that stays unfinished.
/// </summary>
internal sealed partial class AppContextGrain(
    [PersistentState("context")] IPersistentState<AppContextState> state,
    MecOptions options, IIdSource ids, StepRecorder steps, TimeProvider time, ILogger<AppContextGrain> logger) : Grain, IAppContextGrain
{
    private ContextId Id => new(this.GetPrimaryKeyString());

    private DeviceAppContext Context => new(Id, state.State);

    private AppContextEffects Effects => new(Id, options, time, GrainFactory);

    public async Task<CreateOutcome> CreateAsync(CreateAppContext command, CancellationToken cancellationToken)
    {
        if (Context.Begin(command.Request, command.Owner ?? "", command.Fingerprint ?? "") is { } known)
        {
            return known;
        }

        state.State.ReferenceBase = command.ReferenceBase ?? "";
        await GuardAsync(() => state.WriteStateAsync(CancellationToken.None));
        var trace = new ContextTrace(Id, command.TraceId, steps, logger);
        var result = await RunAsync(command, trace, cancellationToken);
        var outcome = result.Refusal ?? await ActivateAsync(result, trace, cancellationToken);
        if (outcome.Status != CreateStatus.Created)
        {
            trace.Refused(outcome.Status, outcome.Reason);
            await GuardAsync(() => state.ClearStateAsync(CancellationToken.None));
            await TryAsync(() => Effects.ReleaseRateAsync(0, CancellationToken.None));
        }

        // Nobody asks a context that rests: it costs no memory from here on.
        DeactivateOnIdle();
        return outcome;
    }

    public Task<AppContextView?> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Context.Visible);

    public Task<string?> GetOwnerAsync(CancellationToken cancellationToken) =>
        Task.FromResult(state.State.Phase == AppContextPhase.None ? null : Context.Owner);

    public async Task<bool> UpdateAsync(UpdateAppContext command, CancellationToken cancellationToken)
    {
        if (!Context.Update(command))
        {
            return false;
        }

        await GuardAsync(() => state.WriteStateAsync(CancellationToken.None));
        return true;
    }

    public async Task<SettleVerdict> SettleAsync(SettleQuery query, CancellationToken cancellationToken)
    {
        // Another activation may have written since: a verdict is final, so it rests on what is stored now.
        await GuardAsync(() => state.ReadStateAsync(CancellationToken.None));
        var step = Context.Settle(query);
        DeactivateOnIdle();
        switch (step)
        {
            case SettleStep.Confirm:
                return SettleVerdict.Confirm;
            case SettleStep.FinishDeparture:
                return await TryAsync(FinishDeparturesAsync) ? SettleVerdict.Drop : SettleVerdict.Wait;
            case SettleStep.Fence:
                await GuardAsync(() => state.WriteStateAsync(CancellationToken.None));
                return SettleVerdict.Drop;
            case SettleStep.FinishDeletion:
                return await FinishDeletionAsync() ? SettleVerdict.Drop : SettleVerdict.Wait;
            case SettleStep.Withdraw:
                await GuardAsync(() => state.ClearStateAsync(CancellationToken.None));
                break;
        }

        return await TryAsync(() => CleanUpAsync(query, step)) ? SettleVerdict.Drop : SettleVerdict.Wait;
    }

    private async Task<CreationResult> RunAsync(CreateAppContext command, ContextTrace trace, CancellationToken cancellationToken)
    {
        try
        {
            return await new ContextCreation(Effects, trace, time).RunAsync(Id, command, ServiceProvider.GetRequiredService<IAdmission>(), cancellationToken);
        }
        catch (Exception fault)
        {
            // The edge of a creation: whatever another grain failed with, this one must undo what it began.
            LogFailed(Id.Value, fault);
            return CreationResult.Refused(new CreateOutcome(CreateStatus.Unavailable, null, "A part of the system did not answer in time."));
        }
    }

    private async Task<CreateOutcome> ActivateAsync(CreationResult result, ContextTrace trace, CancellationToken cancellationToken)
    {
        Context.Activate(result.Placement!, result.App!, time.GetUtcNow(), ids);
        await GuardAsync(() => state.WriteStateAsync(CancellationToken.None));
        trace.Created(GrainFactory);
        await TryAsync(() => Effects.ConfirmAsync(result.Placement!, cancellationToken));
        return new CreateOutcome(CreateStatus.Created, Context.View, "");
    }

    private Task CleanUpAsync(SettleQuery query, SettleStep step) => Task.WhenAll(
        step == SettleStep.Drop ? Task.CompletedTask : Effects.CloseAsync(query.Host, CancellationToken.None),
        Context.IsRateLeft(query) ? Effects.ReleaseRateAsync(query.Move, CancellationToken.None) : Task.CompletedTask);

    private async Task<bool> FinishDeletionAsync()
    {
        var (host, ticket) = (state.State.Placement!.Host, state.State.ReleaseTicket);
        var finished = await TryAsync(async () =>
        {
            await FinishDeparturesAsync();
            await Task.WhenAll(Effects.CloseAsync(host, CancellationToken.None), Effects.ReleaseRateAsync(state.State.PlacedBy, CancellationToken.None));
            await EndNotificationsAsync();
            await Effects.FinishReleaseAsync(host, ticket, CancellationToken.None);
        });
        if (finished)
        {
            await GuardAsync(() => state.ClearStateAsync(CancellationToken.None));
        }

        DeactivateOnIdle();
        return finished;
    }

    private async Task<bool> TryAsync(Func<Task> effect)
    {
        try
        {
            await effect();
            return true;
        }
        catch (Exception fault)
        {
            // Whatever another grain failed with: the host asks about the ticket until it works.
            LogFailed(Id.Value, fault);
            return false;
        }
    }

    private async Task GuardAsync(Func<Task> storage)
    {
        try
        {
            await storage();
        }
        catch
        {
            // What is in memory may not be what is stored: the next call must read it again.
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A part of the system failed context {Context}")]
    private partial void LogFailed(string context, Exception fault);
}
