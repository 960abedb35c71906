using System.Globalization;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Functions.Workers;

/// <summary>A host's end of the link to one worker: draws keys for it, seals, sends, opens. Safe for concurrent use.</summary>
public sealed class WorkerLink : IDisposable
{
    private readonly WorkerLinkOptions options;
    private readonly WorkerEnds ends;
    private readonly IWorkerChannel channel;
    private readonly IKeyClient keys;
    private readonly TimeProvider time;
    private readonly ClientSession session;
    private readonly KeyRefresher refresher;
    private long generation;
    private int running;
    private long avoidUntil;

    /// <summary>A link without a key yet.</summary>
    /// <param name="options">Whose it is.</param>
    /// <param name="keys">The host's way to its KME.</param>
    /// <param name="channel">The way to the worker.</param>
    /// <param name="session">A fresh id, which names the session.</param>
    /// <param name="time">The clock.</param>
    public WorkerLink(WorkerLinkOptions options, IKeyClient keys, IWorkerChannel channel, Guid session, TimeProvider time)
    {
        (this.options, this.keys, this.channel, this.time) = (options, keys, channel, time);
        ends = new WorkerEnds(options.Host, options.Worker);
        this.session = new ClientSession(ends.IdentityOf(session.ToString("N", CultureInfo.InvariantCulture)), MessageForm.Activation);
        refresher = new KeyRefresher(_ => AgreeAsync(), this.session, options.Keys, time);
    }

    /// <summary>The worker.</summary>
    public SaeId Worker => options.Worker;

    /// <summary>How many activations are at the worker.</summary>
    public int Running => Volatile.Read(ref running);

    /// <summary>Whether it could not be reached a moment ago.</summary>
    public bool IsAvoided => time.GetTimestamp() < Volatile.Read(ref avoidUntil);

    /// <summary>Has the worker run a function. Without a refusal there is an outcome, which the caller disposes.</summary>
    public async Task<(WorkerRefusal Refusal, FunctionOutcome? Outcome)> RunAsync(FunctionInvocation invocation, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref running);
        try
        {
            var answer = await TryRunAsync(invocation, cancellationToken);
            Volatile.Write(ref avoidUntil, IsAway(answer.Refusal) ? time.GetTimestamp() + (long)(options.AvoidFor.TotalSeconds * time.TimestampFrequency) : 0);
            return answer;
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    /// <summary>Destroys the keys.</summary>
    public void Dispose()
    {
        session.Dispose();
        (channel as IDisposable)?.Dispose();
    }

    private static bool IsAway(WorkerRefusal refusal) =>
        refusal is WorkerRefusal.Unreachable or WorkerRefusal.Stopping or WorkerRefusal.Lost or WorkerRefusal.KmeUnavailable or WorkerRefusal.KeyNotFound;

    private async Task<(WorkerRefusal Refusal, FunctionOutcome? Outcome)> TryRunAsync(FunctionInvocation invocation, CancellationToken cancellationToken)
    {
        for (var isRepeat = false; ; isRepeat = true)
        {
            var keyed = await refresher.EnsureAsync(cancellationToken);
            using var request = keyed.Status == RekeyStatus.Keyed ? Seal(invocation) : null;
            if (request is null)
            {
                return (RefusalOf(keyed.Status), null);
            }

            var answer = await channel.RunAsync(session.Identity.Context, request.Message, cancellationToken);
            if (answer.Refusal == WorkerRefusal.None)
            {
                var outcome = Open(request, invocation, answer.SealedOutcome.Span);
                return outcome is null ? (WorkerRefusal.Lost, null) : (WorkerRefusal.None, outcome);
            }

            if (answer.Refusal is not (WorkerRefusal.KeyUnknown or WorkerRefusal.NotAuthentic) || isRepeat)
            {
                return (answer.Refusal, null);
            }

            // It was started anew, or forgot a link that was not used for long, or holds another key of that id.
            session.Drop(request.Header.Generation);
        }
    }

    private SealedArguments? Seal(in FunctionInvocation invocation)
    {
        using var frame = ActivationFrame.Write(invocation.Function, invocation.ArgumentsUtf8Json.Span);
        return session.Seal(Guid.ParseExact(invocation.Id.ToString(), "N"), frame.Span);
    }

    private FunctionOutcome? Open(SealedArguments request, in FunctionInvocation invocation, ReadOnlySpan<byte> message)
    {
        using var opened = session.Open(request, message);
        return opened.Result is { } frame ? OutcomeFrame.Read(invocation, opened.Status, frame.Span) : null;
    }

    private async Task<RekeyOutcome> AgreeAsync()
    {
        using var limit = new CancellationTokenSource(options.KeyWithin, time);
        try
        {
            using var drawn = await keys.DrawAsync(Worker.Value, WorkerEnds.Suite.KeyBits, limit.Token);
            return new RekeyOutcome(drawn.Status == KeyAnswerStatus.Delivered ? await ActivateAsync(drawn, limit.Token) : StatusOf(drawn.Status), drawn.RetryAfter);
        }
        catch (OperationCanceledException)
        {
            return new RekeyOutcome(RekeyStatus.KmeUnavailable);
        }
    }

    /// <summary>The worker must hold the key before the first activation under it.</summary>
    private async Task<RekeyStatus> ActivateAsync(KeyAnswer drawn, CancellationToken cancellationToken)
    {
        using var key = drawn.TakeKey();
        if (key.Length * 8 != WorkerEnds.Suite.KeyBits)
        {
            return RekeyStatus.KeyRefused;
        }

        var named = new WorkerKey(session.Identity.Context, Interlocked.Increment(ref generation), drawn.KeyId);
        var refusal = await channel.ActivateKeyAsync(named, cancellationToken);
        return refusal switch
        {
            WorkerRefusal.None => session.Install(key, ends.TranscriptOf(named), time.GetUtcNow()) ? RekeyStatus.Keyed : RekeyStatus.ContextGone,
            WorkerRefusal.KmeUnavailable => RekeyStatus.KmeUnavailable,
            WorkerRefusal.KeyNotFound or WorkerRefusal.KeyUnknown => RekeyStatus.KeyRefused,
            WorkerRefusal.NotAuthentic => RekeyStatus.NotAdmitted,
            _ => RekeyStatus.EdgeUnreachable,
        };
    }

    private static RekeyStatus StatusOf(KeyAnswerStatus status) => status switch
    {
        KeyAnswerStatus.Exhausted => RekeyStatus.KeyShortage,
        KeyAnswerStatus.Unavailable => RekeyStatus.KmeUnavailable,
        _ => RekeyStatus.KeyRefused,
    };

    private static WorkerRefusal RefusalOf(RekeyStatus status) => status switch
    {
        RekeyStatus.EdgeUnreachable => WorkerRefusal.Unreachable,
        RekeyStatus.KeyRefused or RekeyStatus.NotAdmitted => WorkerRefusal.KeyNotFound,
        RekeyStatus.KeyShortage or RekeyStatus.KmeUnavailable => WorkerRefusal.KmeUnavailable,
        _ => WorkerRefusal.KeyUnknown,
    };
}
