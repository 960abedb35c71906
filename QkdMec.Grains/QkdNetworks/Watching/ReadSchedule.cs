using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Watching;

/// <summary>
/// Who is read at a tick: who was touched first, then whose turn it is. What does not change is read ever more rarely, so that a network costs what
/// happens in it and not what it is made of. Counted in ticks.
/// </summary>
/// <param name="longestPause">The most ticks from one reading to the next.</param>
internal sealed class ReadSchedule(int longestPause)
{
    private readonly Dictionary<LinkId, Entry> entries = [];
    private List<Entry> inOrder = [];
    private long tick;

    /// <summary>Follows these and no others; who is new is read next.</summary>
    public void Follow(IReadOnlyList<LinkId> ids)
    {
        inOrder = [.. ids.Select(id => entries.GetValueOrDefault(id) ?? new Entry(id))];
        entries.Clear();
        foreach (var entry in inOrder)
        {
            entries[entry.Id] = entry;
        }
    }

    /// <summary>The next tick's, at most so many. They are not due again until they were <see cref="Answered"/>.</summary>
    public IReadOnlyList<LinkId> Next(int most)
    {
        tick++;
        List<Entry> due = [.. inOrder.Where(entry => !entry.IsBeingRead && entry.Due <= tick).OrderBy(entry => entry.Due).Take(most)];
        due.ForEach(entry => (entry.IsBeingRead, entry.IsTouched) = (true, false));
        return [.. due.Select(entry => entry.Id)];
    }

    /// <summary>A reading ended, with an answer or without.</summary>
    public void Answered(LinkId id, bool hasChanged)
    {
        if (entries.TryGetValue(id, out var entry))
        {
            entry.Pause = hasChanged ? 1 : Math.Min(longestPause, 2 * entry.Pause);
            entry.Due = entry.IsTouched ? 0 : tick + entry.Pause;
            entry.IsBeingRead = false;
        }
    }

    /// <summary>Something happened there: it is among the first to be read at the next tick.</summary>
    public void Touch(LinkId id)
    {
        if (entries.TryGetValue(id, out var entry))
        {
            (entry.Due, entry.Pause, entry.IsTouched) = (0, 1, true);
        }
    }

    private sealed class Entry(LinkId id)
    {
        public LinkId Id => id;

        public long Due { get; set; }

        public int Pause { get; set; } = 1;

        public bool IsBeingRead { get; set; }

        public bool IsTouched { get; set; }
    }
}
