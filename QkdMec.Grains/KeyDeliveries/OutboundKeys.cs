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
    /// <param name="cut">Which.</param>
    /// <param name="keys">Where they go.</param>
    /// <param name="within">How long they may be waited for.</param>
    public ValueTask<KeyOutcome> IssueAsync(KeyCut cut, KeyBatch keys, TimeSpan within) =>
        TryIssue(cut, keys) ? new(KeyOutcome.Delivered) : new(WaitAndIssueAsync(cut, keys, within));

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            inHand.Clear();
        }
    }

    private bool TryIssue(in KeyCut cut, KeyBatch keys)
    {
        bool issued;
        TaskCompletionSource<KeyOutcome>? fetch;
        lock (gate)
        {
            var now = site.Time.GetTimestamp();
            inHand.DropExpired(now);
            issued = !closed && inHand.Holds(cut);
            missingBytes = issued ? 0 : Math.Max(missingBytes, cut.OccupiedBytes);
            if (issued)
            {
                inHand.Take(cut, keys);
                sizing.Issued(cut.OccupiedBytes);
            }

            fetch = NextFetch(issued, now, cut.Demands is null ? int.MaxValue : 2 * Target());
        }

        if (fetch is not null)
        {
            _ = FetchAsync(fetch);
        }

        return issued;
    }

    /// <summary>Announces a fetch when one is due; the caller starts it outside the lock. Demands that nothing meets do not fill the hand without end.</summary>
    private TaskCompletionSource<KeyOutcome>? NextFetch(bool issued, long now, int most)
    {
        if (closed || !fetching.IsCompleted || inHand.Bytes >= (issued ? Target() : most) || IsRefused(now))
        {
            return null;
        }

        var fetch = new TaskCompletionSource<KeyOutcome>();
        fetching = fetch.Task;
        return fetch;
    }

    private async Task<KeyOutcome> WaitAndIssueAsync(KeyCut cut, KeyBatch keys, TimeSpan within)
    {
        var start = site.Time.GetTimestamp();
        // With demands: what is on its way, and then one lease more.
        var more = cut.Demands is null ? int.MaxValue : 1;
        KeyOutcome arrived;
        do
        {
            arrived = await ArrivesAsync(within - site.Time.GetElapsedTime(start));
            if (TryIssue(cut, keys))
            {
                return KeyOutcome.Delivered;
            }
        }
        while (more-- > 0 && (arrived == KeyOutcome.Delivered || cut.Demands is not null));

        return cut.Demands is not null && (arrived == KeyOutcome.Delivered || HoldsOthers(cut)) ? KeyOutcome.NotMet : arrived;
    }

    private bool HoldsOthers(KeyCut cut)
    {
        lock (gate)
        {
            return inHand.Holds(cut with { Demands = null });
        }
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
