using QkdMec.Grains.Functions;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>What is known of an invocation when a request for it comes.</summary>
internal enum InvocationKnowledge
{
    /// <summary>Never seen; it is running from now on.</summary>
    Fresh,

    /// <summary>It is running.</summary>
    Running,

    /// <summary>It ran, and its outcome is kept.</summary>
    Kept,

    /// <summary>It ran, but its outcome is gone.</summary>
    Forgotten,

    /// <summary>Too many are running.</summary>
    Full,
}

/// <summary>
/// Runs each invocation once: remembers ids for a while, across generations of keys, and the latest outcomes within a budget. Owns the outcomes it is
/// given and overwrites them when they leave.
/// </summary>
internal sealed class InvocationMemory(SecurityContextOptions options) : IDisposable
{
    private readonly Dictionary<Guid, Entry> entries = [];
    private readonly Queue<Entry> ended = new();
    private readonly Queue<Entry> kept = new();
    private int running;
    private long keptBytes;

    /// <summary>How many invocations are remembered.</summary>
    public int Count => entries.Count;

    /// <summary>Looks an invocation up; a fresh one counts as running from now on.</summary>
    public InvocationKnowledge Begin(Guid invocation, DateTimeOffset now, out FunctionOutcome? outcome)
    {
        Expire(now);
        outcome = null;
        if (entries.TryGetValue(invocation, out var entry))
        {
            outcome = entry.Outcome;
            return !entry.HasEnded ? InvocationKnowledge.Running : outcome is null ? InvocationKnowledge.Forgotten : InvocationKnowledge.Kept;
        }

        if (running >= options.MaxRunningInvocations)
        {
            return InvocationKnowledge.Full;
        }

        running++;
        entries.Add(invocation, new Entry(invocation));
        return InvocationKnowledge.Fresh;
    }

    /// <summary>An invocation ended. Takes the outcome over; null when the runtime failed and nobody knows.</summary>
    public void End(Guid invocation, FunctionOutcome? outcome, DateTimeOffset now)
    {
        if (!entries.TryGetValue(invocation, out var entry) || entry.HasEnded)
        {
            outcome?.Dispose();
            return;
        }

        running--;
        entry.HasEnded = true;
        entry.Until = now + options.RememberInvocationsFor;
        ended.Enqueue(entry);
        Keep(entry, outcome);
        while (ended.Count > options.MaxRememberedInvocations)
        {
            Forget(ended.Dequeue());
        }
    }

    /// <summary>An invocation did not run after all: a repeat of it is fresh.</summary>
    public void Withdraw(Guid invocation)
    {
        if (entries.TryGetValue(invocation, out var entry) && !entry.HasEnded)
        {
            running--;
            entries.Remove(invocation);
        }
    }

    /// <summary>Forgets what is remembered long enough.</summary>
    public void Expire(DateTimeOffset now)
    {
        while (ended.TryPeek(out var oldest) && oldest.Until <= now)
        {
            Forget(ended.Dequeue());
        }
    }

    /// <summary>Overwrites every outcome.</summary>
    public void Dispose()
    {
        foreach (var entry in ended)
        {
            Drop(entry);
        }

        entries.Clear();
        ended.Clear();
        kept.Clear();
    }

    private void Keep(Entry entry, FunctionOutcome? outcome)
    {
        if (outcome is null)
        {
            return;
        }

        entry.Outcome = outcome;
        entry.Bytes = outcome.Result?.Utf8Json.Length ?? 0;
        keptBytes += entry.Bytes;
        kept.Enqueue(entry);
        while (keptBytes > options.MaxRememberedResultBytes)
        {
            Drop(kept.Dequeue());
        }
    }

    private void Forget(Entry entry)
    {
        entries.Remove(entry.Invocation);
        if (kept.TryPeek(out var oldest) && oldest == entry)
        {
            kept.Dequeue();
        }

        Drop(entry);
    }

    private void Drop(Entry entry)
    {
        keptBytes -= entry.Bytes;
        entry.Bytes = 0;
        entry.Outcome?.Dispose();
        entry.Outcome = null;
    }

    private sealed class Entry(Guid invocation)
    {
        public Guid Invocation { get; } = invocation;

        public bool HasEnded { get; set; }

        public DateTimeOffset Until { get; set; }

        public int Bytes { get; set; }

        public FunctionOutcome? Outcome { get; set; }
    }
}
