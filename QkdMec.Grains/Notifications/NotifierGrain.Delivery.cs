using Microsoft.Extensions.Logging;

namespace QkdMec.Grains.Notifications;

/// <content>Works the queue off.</content>
internal sealed partial class NotifierGrain
{
    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (works)
        {
            return;
        }

        works = true;
        try
        {
            if (!await WorkOffAsync(cancellationToken) || Queue.Head is not null)
            {
                Schedule();
            }
        }
        finally
        {
            works = false;
        }
    }

    private async Task<bool> WorkOffAsync(CancellationToken cancellationToken)
    {
        try
        {
            var ended = false;
            while (Left <= TimeSpan.Zero && !ended)
            {
                ended = Queue.Head is { } head ? await DeliverAsync(head, cancellationToken) : await EndAsync(cancellationToken);
            }

            return ended;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the timer: a failed storage or a silent grain; what is stored is taken up again.
            LogFailed(Id.Value, fault);
            Rest(backOff.WhileBusy());
            return false;
        }
    }

    private async Task<bool> DeliverAsync(QueuedNotification head, CancellationToken cancellationToken)
    {
        if (head.Attempts >= parts.Options.Attempts)
        {
            // Its last attempt began, and nobody knows how it ended.
            await BuryAsync([head with { Failure = "The outcome of the last attempt is not known." }]);
            RestAfterHead();
            return false;
        }

        using var place = parts.Sender.Reserve(head.Callback);
        if (place is null)
        {
            Rest(backOff.WhileBusy());
            return false;
        }

        await AttemptAsync(place, cancellationToken);
        return false;
    }

    private async Task AttemptAsync(ISendingPlace place, CancellationToken cancellationToken)
    {
        var now = parts.Time.GetUtcNow();
        var begun = Queue.Begin(now, now + Lease);
        Rest(Lease);
        var asked = parts.Time.GetTimestamp();
        await writes.SaveAsync();
        if (parts.Time.GetElapsedTime(asked) > LeaseMargin)
        {
            // Another activation may have seen the attempt begin long ago and not wait for its end.
            Queue.Withdraw(begun.Id);
            Rest(backOff.WhileBusy());
            return;
        }

        var outcome = await place.SendAsync(new OutgoingNotification(Id, begun.Callback, begun.Notification), cancellationToken);
        parts.Instruments.Tried(begun.Notification.Kind, outcome.Status);
        await SettleAsync(begun, outcome);
    }

    private async Task SettleAsync(QueuedNotification begun, SendOutcome outcome)
    {
        var now = parts.Time.GetUtcNow();
        if (outcome.Status == SendStatus.Delivered)
        {
            parts.Instruments.Delivered(begun.Notification.Kind, now - begun.QueuedAt);
            Queue.Remove(begun.Id);
            await writes.SaveAsync();
        }
        else if (!Queue.Holds(begun.Id))
        {
            // The context ended meanwhile: nobody wants it any more.
        }
        else if (outcome.Status == SendStatus.Ended || begun.Attempts >= parts.Options.Attempts)
        {
            await BuryAsync([begun with { Failure = outcome.Failure }]);
        }
        else
        {
            LogRefused(begun.Notification.Kind, Id.Value, begun.Attempts, outcome.Failure);
            var pause = backOff.After(begun.Attempts, outcome.RetryAfter);
            Queue.Fail(begun.Id, outcome.Failure, now + pause);
            await writes.SaveAsync();
            Rest(pause);
            return;
        }

        RestAfterHead();
    }

    // A letter is kept before the queue lets go of it.
    private async Task BuryAsync(IReadOnlyCollection<QueuedNotification> given)
    {
        foreach (var one in given)
        {
            var letter = new DeadLetter(Id, one with { IsUnderWay = false }, parts.Time.GetUtcNow());
            await GrainFactory.GetGrain<IDeadLetterGrain>(NotificationKeys.DeadLettersOf(letter.LetterId)).AddAsync(letter, CancellationToken.None);
            Queue.Remove(one.Id);
            await writes.SaveAsync();
            parts.Instruments.GivenUp(one.Notification.Kind);
            LogGivenUp(one.Notification.Kind, Id.Value, one.Attempts, one.Failure);
        }
    }

    // Nothing waits, and the end of a context was remembered for long enough.
    private async Task<bool> EndAsync(CancellationToken cancellationToken)
    {
        if (changing > 0)
        {
            return true;
        }

        if (Queue.IsClosed)
        {
            await StoreAsync(() => state.ClearStateAsync(CancellationToken.None));
        }

        if ((entered ?? told) is { } stamp)
        {
            // From here on whoever adds something enters anew; the index keeps what was entered later.
            (entered, told) = (null, null);
            await Index.RemoveAsync(Id, stamp, cancellationToken);
        }

        if (changing == 0 && Queue.Head is null)
        {
            DeactivateOnIdle();
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The notifier of context {Context} could not go on; it is tried again")]
    private partial void LogFailed(string context, Exception fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} of context {Context} was not taken at attempt {Attempt}: {Failure}")]
    private partial void LogRefused(NotificationKind kind, string context, int attempt, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} of context {Context} was given up after {Attempts} attempts: {Failure}")]
    private partial void LogGivenUp(NotificationKind kind, string context, int attempts, string failure);
}
