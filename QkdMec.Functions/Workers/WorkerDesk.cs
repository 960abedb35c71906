using QkdMec.Functions.Answers;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Functions.Workers;

/// <summary>What a worker does for its hosts: fetches the keys they name, opens activations, runs each once, seals what became of it.</summary>
/// <remarks>Who the host is has been found out before, from its certificate.</remarks>
public sealed class WorkerDesk : IDisposable
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(10);

    private readonly WorkerOptions options;
    private readonly WorkerKeys keys;
    private readonly IFunctionRuntime functions;
    private readonly WorkerInstruments instruments;
    private readonly TimeProvider time;
    private readonly WorkerSessions sessions;
    private readonly TakenActivations taken;
    private readonly ITimer sweeper;
    private readonly CancellationTokenSource ended = new();
    private int admitted;
    private volatile bool isStopping;

    /// <summary>A desk that takes activations from now on.</summary>
    /// <param name="options">Whom it serves and what it bears.</param>
    /// <param name="keys">The worker's way to its KME.</param>
    /// <param name="functions">What runs the functions.</param>
    /// <param name="instruments">What is counted.</param>
    /// <param name="time">The clock.</param>
    public WorkerDesk(WorkerOptions options, IKeyClient keys, IFunctionRuntime functions, WorkerInstruments instruments, TimeProvider time)
    {
        (this.options, this.functions, this.instruments, this.time) = (options, functions, instruments, time);
        this.keys = new WorkerKeys(options, keys, time);
        sessions = new WorkerSessions(options, time);
        taken = new TakenActivations(options.MaxRememberedActivations);
        sweeper = time.CreateTimer(static desk => ((WorkerSessions)desk!).Sweep(), sessions, SweepPeriod, SweepPeriod);
    }

    /// <summary>Whether a SAE is one of the hosts.</summary>
    public bool Serves(SaeId host) => options.Hosts.Contains(host);

    /// <summary>Takes nothing more; what runs goes on.</summary>
    public void Stop() => isStopping = true;

    /// <summary>Fetches a key that the host drew.</summary>
    /// <param name="host">The host's SAE.</param>
    /// <param name="key">Which key.</param>
    /// <param name="cancellationToken">The host's wish to stop.</param>
    public async Task<WorkerRefusal> ActivateKeyAsync(SaeId host, WorkerKey key, CancellationToken cancellationToken)
    {
        var refusal = await TakeKeyAsync(host, key, cancellationToken);
        instruments.KeyActivated(host, refusal);
        return refusal;
    }

    /// <summary>Runs what a message asks for.</summary>
    /// <param name="host">The host's SAE.</param>
    /// <param name="session">The host's session.</param>
    /// <param name="message">The sealed activation.</param>
    /// <param name="cancellationToken">The host's wish to stop.</param>
    public async Task<WorkerAnswer> RunAsync(SaeId host, string session, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var answer = await TryRunAsync(host, session, message, cancellationToken);
        instruments.Answered(host, answer.Refusal, time.GetElapsedTime(began));
        return answer;
    }

    /// <summary>Cancels what still runs and destroys all keys.</summary>
    public void Dispose()
    {
        Stop();
        sweeper.Dispose();
        ended.Cancel();
        sessions.Dispose();
    }

    private async Task<WorkerRefusal> TakeKeyAsync(SaeId host, WorkerKey key, CancellationToken cancellationToken)
    {
        if (isStopping)
        {
            return WorkerRefusal.Stopping;
        }

        if (!Serves(host) || !WorkerEnds.IsSession(key.Session))
        {
            return WorkerRefusal.NotAuthentic;
        }

        return sessions.Open(host, key.Session) is { } session ? await keys.TakeAsync(session, key, cancellationToken) : WorkerRefusal.Busy;
    }

    private async Task<WorkerAnswer> TryRunAsync(SaeId host, string name, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (isStopping)
        {
            return WorkerAnswer.Refused(WorkerRefusal.Stopping);
        }

        if (sessions.Find(host, name) is not { } session)
        {
            return WorkerAnswer.Refused(WorkerRefusal.KeyUnknown);
        }

        try
        {
            // Before it is opened: what is refused here may be sent again as it is, under a sequence that the window has not seen.
            return Interlocked.Increment(ref admitted) > options.MaxRuns
                ? WorkerAnswer.Refused(WorkerRefusal.Busy)
                : await OpenAndRunAsync(session, message, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref admitted);
        }
    }

    private async Task<WorkerAnswer> OpenAndRunAsync(WorkerSession session, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var opened = session.Open(message.Span, time.GetUtcNow());
        if (opened.Refusal != RequestRefusal.None)
        {
            return WorkerAnswer.Refused(RefusalOf(opened.Refusal));
        }

        try
        {
            return await RunAsync(session, opened, cancellationToken);
        }
        finally
        {
            session.End(opened, time.GetUtcNow());
        }
    }

    private async Task<WorkerAnswer> RunAsync(WorkerSession session, OpenedRequest opened, CancellationToken cancellationToken)
    {
        if (!ActivationFrame.TryRead(opened.Arguments.Memory, out var function, out var arguments))
        {
            return WorkerAnswer.Refused(WorkerRefusal.NotAuthentic);
        }

        var id = ActivationId.From(opened.Header.Invocation);
        if (!taken.TryTake(id))
        {
            return WorkerAnswer.Refused(WorkerRefusal.Repeated);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellationToken);
        using var running = instruments.Running(session.Host);
        using var outcome = Bound(await functions.InvokeAsync(new FunctionInvocation(function, id, arguments), either.Token));
        using var frame = OutcomeFrame.Write(outcome);
        var status = (ResultStatus)(outcome.Result?.Status ?? FunctionStatus.Success);
        return new WorkerAnswer(WorkerRefusal.None, session.Seal(opened, status, frame.Span));
    }

    private static FunctionOutcome Bound(FunctionOutcome outcome)
    {
        if (outcome is not { Result: { } result, Record: { } record } || result.Utf8Json.Length <= OutcomeFrame.MaxResultBytes)
        {
            return outcome;
        }

        outcome.Dispose();
        var told = AnswerWriter.Fail(FunctionStatus.DeveloperError, "the function's result is larger than a message may be");
        return FunctionOutcome.Completed(told, record with { Status = told.Status, ResultBytes = told.Utf8Json.Length });
    }

    private static WorkerRefusal RefusalOf(RequestRefusal refusal) => refusal switch
    {
        RequestRefusal.KeyUnknown or RequestRefusal.KeyExpired => WorkerRefusal.KeyUnknown,
        RequestRefusal.Replayed => WorkerRefusal.Repeated,
        _ => WorkerRefusal.NotAuthentic,
    };
}
