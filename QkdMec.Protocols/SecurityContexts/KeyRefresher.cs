namespace QkdMec.Protocols.SecurityContexts;

/// <summary>Keeps a session keyed: one agreement at a time, ahead of need while the old key may still be used. Safe for concurrent use.</summary>
/// <param name="agree">Agrees a key and installs it; is told whether that is ahead of need.</param>
/// <param name="session">The session.</param>
/// <param name="policy">When it gets a new key.</param>
/// <param name="time">The clock.</param>
public sealed class KeyRefresher(Func<bool, Task<RekeyOutcome>> agree, ClientSession session, KeyPolicy policy, TimeProvider time)
{
    private readonly Lock gate = new();
    private Task<RekeyOutcome>? running;
    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    /// <summary>Returns when there is a key that may be used; starts a refresh in the background when it is due.</summary>
    public ValueTask<RekeyOutcome> EnsureAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (session.HasReached(policy.Maximum, now))
        {
            return new ValueTask<RekeyOutcome>(Start(isAhead: false).WaitAsync(cancellationToken));
        }

        if (session.HasReached(policy.Refresh, now) && now >= notBefore)
        {
            _ = Start(isAhead: true);
        }

        return new ValueTask<RekeyOutcome>(new RekeyOutcome(RekeyStatus.Keyed));
    }

    private Task<RekeyOutcome> Start(bool isAhead)
    {
        lock (gate)
        {
            return running is { IsCompleted: false } ? running : running = Background.Start(() => RunAsync(isAhead));
        }
    }

    private async Task<RekeyOutcome> RunAsync(bool isAhead)
    {
        var outcome = await agree(isAhead);
        if (outcome.Status != RekeyStatus.Keyed)
        {
            notBefore = time.GetUtcNow() + (outcome.RetryAfter ?? policy.RetryPause);
        }

        return outcome;
    }
}
