using QkdMec.Grains.Functions;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Grains.SecurityContexts;

/// <content>Running the function on sealed requests.</content>
internal sealed partial class SecurityContextGrain
{
    public async Task<InvocationOutcome> InvokeAsync(SealedRequest request, CancellationToken cancellationToken)
    {
        var (began, function) = (time.GetTimestamp(), context?.Binding.Function);
        var outcome = await AnswerAsync(request);
        instruments.Invoked(Id.Host, function, outcome.Status, time.GetElapsedTime(began));
        return outcome;
    }

    private async Task<InvocationOutcome> AnswerAsync(SealedRequest request)
    {
        if (context is not { } live)
        {
            return Refused(InvocationStatus.UnknownContext);
        }

        live.Enter();
        try
        {
            return await AnswerAsync(live, request);
        }
        finally
        {
            if (live.Leave())
            {
                DeactivateOnIdle();
            }
        }
    }

    private async Task<InvocationOutcome> AnswerAsync(HostContext live, SealedRequest request)
    {
        var now = time.GetUtcNow();
        using var opened = live.Session.Open(request.Message.AsSpan(), now);
        if (opened.Refusal != RequestRefusal.None)
        {
            return Refused(ResultSealing.StatusOf(opened.Refusal));
        }

        var trace = new InvocationTrace(steps, Id.Context, request.TraceId, live.Sampler.Admit(now));
        trace.Opened(opened.ConfirmedKey);
        var answer = live.Invocations.Begin(opened.Header.Invocation, now, out var kept) switch
        {
            InvocationKnowledge.Fresh => await RunAsync(live, opened, trace),
            InvocationKnowledge.Kept => ResultSealing.Seal(live.Session, opened, kept!),
            InvocationKnowledge.Running => Refused(InvocationStatus.StillRunning),
            InvocationKnowledge.Full => Refused(InvocationStatus.Busy),
            _ => Refused(InvocationStatus.Replayed),
        };
        trace.Send(GrainFactory);
        SweepLater();
        return answer;
    }

    private async Task<InvocationOutcome> RunAsync(HostContext live, OpenedRequest opened, InvocationTrace trace)
    {
        FunctionOutcome? outcome = null;
        try
        {
            var invocation = new FunctionInvocation(live.Binding.Function, ActivationId.From(ids.NewId()), opened.Arguments.Memory);
            var answer = await live.Parts.Functions.InvokeAsync(invocation, stopping.Token);
            if (ResultSealing.RefusalOf(answer.Kind) is { } refusal)
            {
                return Withhold(live, opened, refusal);
            }

            outcome = answer;
            trace.Ran(outcome);
            return live.IsClosed ? Refused(InvocationStatus.OutcomeLost) : ResultSealing.Seal(live.Session, opened, outcome);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Refused(InvocationStatus.OutcomeLost);
        }
        finally
        {
            live.Invocations.End(opened.Header.Invocation, outcome, time.GetUtcNow());
        }
    }

    /// <summary>There is nothing to seal. What did not run for certain may be sent again under the same id.</summary>
    private static InvocationOutcome Withhold(HostContext live, OpenedRequest opened, InvocationStatus refusal)
    {
        if (refusal != InvocationStatus.OutcomeLost)
        {
            live.Invocations.Withdraw(opened.Header.Invocation);
        }

        return Refused(refusal);
    }

    /// <summary>Keys past their overlap and outcomes kept for repeats do not wait for the next request to be destroyed.</summary>
    private void SweepLater()
    {
        var due = options.Session.Overlap;
        sweep ??= this.RegisterGrainTimer(
            static (self, _) => self.SweepAsync(), this, new GrainTimerCreationOptions { DueTime = due, Period = due });
    }

    private Task SweepAsync()
    {
        if (context is null || !context.Sweep(time.GetUtcNow()))
        {
            sweep?.Dispose();
            sweep = null;
        }

        return Task.CompletedTask;
    }

    private static InvocationOutcome Refused(InvocationStatus status) => new(status, []);
}
