using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>The leases in hand, the oldest first. Guarded by the lock of its owner.</summary>
internal sealed class LeasedRanges(TimeProvider time, TimeSpan timeToLive)
{
    private readonly Queue<(LeasedRange Range, long GrantedAt)> ranges = new();

    /// <summary>Bytes not yet taken.</summary>
    public int Bytes
    {
        get
        {
            var bytes = 0;
            foreach (var (range, _) in ranges)
            {
                bytes += range.Remaining;
            }

            return bytes;
        }
    }

    /// <summary>Adds a lease; those of older epochs are destroyed.</summary>
    public void Add(LeasedRange range)
    {
        while (ranges.TryPeek(out var oldest) && oldest.Range.Epoch < range.Epoch)
        {
            ranges.Dequeue().Range.Dispose();
        }

        ranges.Enqueue((range, time.GetTimestamp()));
    }

    /// <summary>Whether the keys can be taken.</summary>
    public bool Holds(in KeyCut cut)
    {
        var number = cut.Number;
        foreach (var (range, _) in ranges)
        {
            number -= cut.Demands is null || Meets(cut.Demands, range) ? range.KeysOf(cut.Length) : 0;
            if (number <= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes keys that it <see cref="Holds"/>. What is left of a lease and too short for a key is burnt.</summary>
    public void Take(in KeyCut cut, KeyBatch keys)
    {
        if (cut.Demands is not null)
        {
            TakeWhatMeets(cut, cut.Demands, keys);
            return;
        }

        for (var number = cut.Number; number > 0;)
        {
            var range = ranges.Peek().Range;
            if (range.KeysOf(cut.Length) == 0)
            {
                ranges.Dequeue().Range.Dispose();
                continue;
            }

            Take(range, cut, keys);
            number--;
        }
    }

    /// <summary>Takes as many bytes for a pad as there are, up to a number.</summary>
    public int TakePad(Span<byte> destination, ICollection<Lease> cuts)
    {
        var taken = 0;
        while (taken < destination.Length && ranges.TryPeek(out var oldest))
        {
            var bytes = Math.Min(oldest.Range.Remaining, destination.Length - taken);
            if (bytes > 0)
            {
                cuts.Add(oldest.Range.TakePad(destination.Slice(taken, bytes)));
                taken += bytes;
            }

            if (oldest.Range.Remaining == 0)
            {
                ranges.Dequeue().Range.Dispose();
            }
        }

        return taken;
    }

    /// <summary>Destroys leases that were in hand for longer than a time-to-live.</summary>
    public void DropExpired(long now)
    {
        while (ranges.TryPeek(out var oldest) && time.GetElapsedTime(oldest.GrantedAt, now) > timeToLive)
        {
            ranges.Dequeue().Range.Dispose();
        }
    }

    /// <summary>Destroys all leases.</summary>
    public void Clear()
    {
        while (ranges.TryDequeue(out var entry))
        {
            entry.Range.Dispose();
        }
    }

    private static void Take(LeasedRange range, in KeyCut cut, KeyBatch keys)
    {
        var location = range.Take(keys.AddRoom(cut.Length));
        keys.Name(cut.Owners.Sign(range.KeyIdKey, range.Epoch, location));
    }

    private void TakeWhatMeets(in KeyCut cut, KeyDemands demands, KeyBatch keys)
    {
        var number = cut.Number;
        foreach (var (range, _) in ranges)
        {
            while (number > 0 && range.KeysOf(cut.Length) > 0 && Meets(demands, range))
            {
                Take(range, cut, keys);
                number--;
            }
        }
    }

    private bool Meets(KeyDemands demands, LeasedRange range) => demands.AreMetBy(range.Provenance, time.GetUtcNow());
}
