using QkdMec.Protocols.Access;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Spans;
using QkdMec.Protocols.Steps;

namespace QkdMec.Client.Saes;

/// <summary>One security context of the client's SAE: seals, sends, re-keys, repeats where that is safe, opens.</summary>
internal sealed class SecureContext
{
    private readonly IHostChannel channel;
    private readonly ClientSession session;
    private readonly KeyRefresher refresher;
    private readonly StepReporter reporter;
    private readonly StepSampler sampler = new();
    private readonly TimeProvider time;
    private readonly EdgePatience patience;
    private readonly bool isIdempotent;
    private readonly Func<Guid> newInvocation;

    /// <summary>A context without a key yet.</summary>
    public SecureContext(SecureContextParts parts, ClientSession session)
    {
        channel = parts.Channel;
        time = parts.Time;
        patience = new EdgePatience(time, parts.EdgePatience);
        isIdempotent = parts.IsIdempotent;
        newInvocation = parts.NewInvocation;
        this.session = session;
        reporter = new StepReporter(channel);
        var agreement = new KeyAgreement(parts.Sae, channel, session, time);
        refresher = new KeyRefresher(isAhead => AgreeAsync(agreement, parts.Logger, isAhead), session, parts.Sae.Policy, time);
    }

    /// <summary>Whether the steps of an invocation that starts now are reported.</summary>
    public bool IsSampled()
    {
        lock (sampler)
        {
            return sampler.Admit(time.GetUtcNow());
        }
    }

    /// <summary>Reports what a request did.</summary>
    public void Report(StepTrail trail) => reporter.Report(trail.Take());

    /// <summary>Runs the function on <paramref name="arguments"/>, once.</summary>
    /// <param name="arguments">Clear JSON; stays inside this process.</param>
    /// <param name="traceId">W3C trace id.</param>
    /// <param name="trail">Where the steps go; null when they are not recorded.</param>
    /// <param name="cancellationToken">The client app's wish to stop.</param>
    public async Task<InvocationAnswer> InvokeAsync(
        ReadOnlyMemory<byte> arguments, string traceId, StepTrail? trail, CancellationToken cancellationToken)
    {
        using var span = PerimeterSpans.InvokeFunction();
        var invocation = newInvocation();
        trail?.Add(KnownSteps.ArgumentsReceived);
        return await patience.TryAsync(() => TryAsync((invocation, arguments), traceId, trail, cancellationToken), Refused, cancellationToken);
    }

    /// <summary>The function did not run, and the host or its KME may be back in a moment.</summary>
    private static (bool IsPassing, TimeSpan? RetryAfter) Refused(InvocationAnswer answer) => (
        answer.End == InvocationEnd.Unreachable
            || answer is { End: InvocationEnd.NoKey, Rekey.Status: RekeyStatus.Keyed or RekeyStatus.EdgeUnreachable or RekeyStatus.KmeUnavailable },
        answer.Rekey.RetryAfter);

    private async Task<InvocationAnswer> TryAsync(
        (Guid Id, ReadOnlyMemory<byte> Arguments) invocation, string traceId, StepTrail? trail, CancellationToken cancellationToken)
    {
        var mayHaveRun = false;
        for (var isRepeat = false; ; isRepeat = true)
        {
            var keyed = await refresher.EnsureAsync(cancellationToken);
            using var request = keyed.Status == RekeyStatus.Keyed ? session.Seal(invocation.Id, invocation.Arguments.Span) : null;
            if (request is null)
            {
                return new InvocationAnswer(EndOf(keyed.Status, mayHaveRun), Rekey: keyed);
            }

            var sent = await SendAsync(request.Message, traceId, cancellationToken);
            trail?.Add(KnownSteps.FunctionInvoked, StepOutcomes.IsValid(sent.Code) ? sent.Code : StepOutcomes.Failed);
            if (sent.Code == ChannelAnswer.Ok)
            {
                return Open(request, sent.Body, trail);
            }

            if (isRepeat || !MayRepeat(sent.Code, request.Header.Generation))
            {
                return new InvocationAnswer(EndOf(sent.Code, mayHaveRun));
            }

            mayHaveRun = sent.Code is ChannelAnswer.Broken or SecurityContextProblems.Replayed;
        }
    }

    /// <summary>
    /// Sends a message, and the same bytes again when the connection broke: a gateway that ends closes connections whose next request it has not read. A host
    /// opens no message twice, so that nothing runs twice; what it says of one that it had opened tells nothing new.
    /// </summary>
    private async Task<ChannelAnswer> SendAsync(byte[] message, string traceId, CancellationToken cancellationToken)
    {
        var sent = await channel.InvokeAsync(message, traceId, cancellationToken);
        if (sent.Code != ChannelAnswer.Broken)
        {
            return sent;
        }

        var again = await patience.TryAsync(() => channel.InvokeAsync(message, traceId, cancellationToken), NotTaken, cancellationToken);
        return again.Code == ChannelAnswer.Ok ? again : sent;
    }

    private static (bool IsPassing, TimeSpan? RetryAfter) NotTaken(ChannelAnswer answer) =>
        (answer.Code is ChannelAnswer.Broken or ChannelAnswer.Unreachable or SecurityContextProblems.HostUnavailable, answer.RetryAfter);

    private async Task<RekeyOutcome> AgreeAsync(KeyAgreement agreement, ILogger logger, bool isAhead)
    {
        using var span = isAhead ? PerimeterSpans.AgreeKeyAhead() : PerimeterSpans.AgreeKey();
        var trail = new StepTrail(CurrentTrace.Id, time, logger);

        // Not the caller's token: others wait for the same key.
        var outcome = await agreement.AgreeAsync(trail, CancellationToken.None);
        Report(trail);
        return outcome;
    }

    private InvocationAnswer Open(SealedArguments request, byte[] message, StepTrail? trail)
    {
        var result = session.Open(request, message);
        trail?.Add(KnownSteps.ResultDecrypted, result.Refusal == ResultRefusal.None ? StepOutcomes.Ok : StepOutcomes.Failed);
        return new InvocationAnswer(result.Refusal == ResultRefusal.None ? InvocationEnd.Answered : InvocationEnd.OutcomeUnknown, result);
    }

    /// <summary>
    /// A key the host does not hold: it did not run the function. A broken connection: only a function that may run twice is repeated, with the same id,
    /// which the host runs once as long as it remembers it.
    /// </summary>
    private bool MayRepeat(string code, long generation)
    {
        switch (code)
        {
            case SecurityContextProblems.KeyUnknown or SecurityContextProblems.KeyExpired:
                session.Drop(generation);
                return true;
            case ChannelAnswer.Broken or SecurityContextProblems.Replayed:
                return isIdempotent;
            default:
                return false;
        }
    }

    private static InvocationEnd EndOf(RekeyStatus status, bool mayHaveRun) =>
        mayHaveRun ? InvocationEnd.OutcomeUnknown : status == RekeyStatus.ContextGone ? InvocationEnd.ContextGone : InvocationEnd.NoKey;

    /// <summary>How a refusal ends the invocation. A refused repeat says nothing about the first request, when that one may have run.</summary>
    private static InvocationEnd EndOf(string code, bool mayHaveRun) => mayHaveRun ? InvocationEnd.OutcomeUnknown : code switch
    {
        SecurityContextProblems.UnknownContext or SecurityContextProblems.ContextMoved => InvocationEnd.ContextGone,
        SecurityContextProblems.RateLimited => InvocationEnd.Busy,
        SecurityContextProblems.KeyUnknown or SecurityContextProblems.KeyExpired => InvocationEnd.NoKey,
        SecurityContextProblems.HostUnavailable or ChannelAnswer.Unreachable => InvocationEnd.Unreachable,
        SecurityContextProblems.Malformed or SecurityContextProblems.NotAuthentic or SecurityContextProblems.TooLarge
            or AccessProblems.Unauthorised or AccessProblems.Forbidden => InvocationEnd.Refused,
        ChannelAnswer.TimedOut => InvocationEnd.TimedOut,
        _ => InvocationEnd.OutcomeUnknown,
    };
}
