using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>
/// Keys towards one other KME, out of leases in hand. Issuing is a short lock and no await; when less than two leases are in hand the next one
/// is fetched beside it.
/// </summary>
internal sealed class OutboundKeys(ILeases leases, KeyDeliverySite site, KeyDeliveryOptions options, TimeSpan timeToLive) : IDisposable
{
    private readonly Lock gate = new();
    private readonly LeasedRanges inHand = new(site.Time, timeToLive);
    private readonly LeaseSizing sizing = new(options.MinLeaseBytes);
    private Task<KeyOutcome> fetching = Task.FromResult(KeyOutcome.Delivered);
    private long fittedAt = site.Time.GetTimestamp();
    private long? refusedAt;
    private int missingBytes;
    private bool closed;

    /// <summary>Where its leases come from.</summary>
    public ILeases Leases => leases;

    /// <summary>Bytes in hand.</summary>
    public int BytesInHand
    {
        get
        {
            lock (gate)
            {
                return inHand.Bytes;
            }
        }
    }

    /// <summary>Issues all keys into the batch, or none.</summary>
    public ValueTask<KeyOutcome> IssueAsync(KeyOwners owners, int number, int length, KeyBatch keys) =>
        TryIssue(owners, number, length, keys) ? new(KeyOutcome.Delivered) : new(WaitAndIssueAsync(owners, number, length, keys));

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            inHand.Clear();
        }
    }

    private bool TryIssue(KeyOwners owners, int number, int length, KeyBatch keys)
    {
        bool issued;
        TaskCompletionSource<KeyOutcome>? fetch;
        lock (gate)
        {
            var now = site.Time.GetTimestamp();
            inHand.DropExpired(now);
            issued = !closed && inHand.Holds(number, length);
            missingBytes = issued ? 0 : Math.Max(missingBytes, number * KeyLocation.RoundUp(length));
            if (issued)
            {
                inHand.Take(owners, number, length, keys);
                sizing.Issued(number * KeyLocation.RoundUp(length));
            }

            fetch = NextFetch(issued, now);
        }

        if (fetch is not null)
        {
            _ = FetchAsync(fetch);
        }

        return issued;
    }

    /// <summary>Announces a fetch when one is due; the caller starts it outside the lock.</summary>
    private TaskCompletionSource<KeyOutcome>? NextFetch(bool issued, long now)
    {
        if (closed || !fetching.IsCompleted || (issued && inHand.Bytes >= Target()) || IsRefused(now))
        {
            return null;
        }

        var fetch = new TaskCompletionSource<KeyOutcome>();
        fetching = fetch.Task;
        return fetch;
    }

    private async Task<KeyOutcome> WaitAndIssueAsync(KeyOwners owners, int number, int length, KeyBatch keys)
    {
        var start = site.Time.GetTimestamp();
        KeyOutcome arrived;
        do
        {
            arrived = await ArrivesAsync(options.AnswerTimeout - site.Time.GetElapsedTime(start));
            if (TryIssue(owners, number, length, keys))
            {
                return KeyOutcome.Delivered;
            }
        }
        while (arrived == KeyOutcome.Delivered);

        return arrived;
    }

    /// <summary>Waits for the fetch on its way, or looks at the last one when none is.</summary>
    private async Task<KeyOutcome> ArrivesAsync(TimeSpan limit)
    {
        Task<KeyOutcome> current;
        lock (gate)
        {
            current = fetching;
        }

        try
        {
            return limit <= TimeSpan.Zero || closed ? KeyOutcome.Unavailable : await current.WaitAsync(limit, site.Time);
        }
        catch (TimeoutException)
        {
            return KeyOutcome.Unavailable;
        }
    }

    private async Task FetchAsync(TaskCompletionSource<KeyOutcome> done)
    {
        KeyOutcome outcome;
        do
        {
            (var range, outcome) = await leases.FetchAsync(LeasePurpose.Key, NextBytes());
            if (range is not null)
            {
                Keep(range);
            }
        }
        while (outcome == KeyOutcome.Delivered && IsShort());

        lock (gate)
        {
            refusedAt = outcome == KeyOutcome.Delivered ? null : site.Time.GetTimestamp();
        }

        done.SetResult(outcome);
    }

    private int NextBytes()
    {
        lock (gate)
        {
            var now = site.Time.GetTimestamp();
            sizing.Fit(site.Time.GetElapsedTime(fittedAt, now));
            fittedAt = now;
            return Math.Max(sizing.Bytes, missingBytes - inHand.Bytes);
        }
    }

    private void Keep(LeasedRange range)
    {
        lock (gate)
        {
            if (closed)
            {
                range.Dispose();
                return;
            }

            inHand.Add(range);
        }
    }

    private bool IsShort()
    {
        lock (gate)
        {
            return !closed && inHand.Bytes < Target();
        }
    }

    private int Target() => Math.Max(2 * sizing.Bytes, missingBytes + sizing.Bytes);

    private bool IsRefused(long now) => refusedAt is { } at && site.Time.GetElapsedTime(at, now) < options.RefusalPause;
}
