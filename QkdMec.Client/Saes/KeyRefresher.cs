using System.Diagnostics;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Client.Saes;

/// <summary>Keeps a session keyed: one agreement at a time, ahead of need while the old key may still be used.</summary>
internal sealed class KeyRefresher(KeyAgreement agreement, ClientSession session, KeyPolicy policy, Func<StepTrail> newTrail, Action<StepTrail> report, TimeProvider time)
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
            return new ValueTask<RekeyOutcome>(Start(PerimeterSpans.AgreeKey).WaitAsync(cancellationToken));
        }

        if (session.HasReached(policy.Refresh, now) && now >= notBefore)
        {
            _ = Start(PerimeterSpans.AgreeKeyAhead);
        }

        return new ValueTask<RekeyOutcome>(new RekeyOutcome(RekeyStatus.Keyed));
    }

    private Task<RekeyOutcome> Start(Func<Activity?> begin)
    {
        lock (gate)
        {
            return running is { IsCompleted: false } ? running : running = Background.Start(() => RunAsync(begin));
        }
    }

    private async Task<RekeyOutcome> RunAsync(Func<Activity?> begin)
    {
        using var span = begin();

        // Not the caller's token: others wait for the same key.
        var trail = newTrail();
        var outcome = await agreement.AgreeAsync(trail, CancellationToken.None);
        if (outcome.Status != RekeyStatus.Keyed)
        {
            notBefore = time.GetUtcNow() + (outcome.RetryAfter ?? policy.RetryPause);
        }

        report(trail);
        return outcome;
    }
}
