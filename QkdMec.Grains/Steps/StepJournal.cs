using System.Collections.Immutable;

namespace QkdMec.Grains.Steps;

/// <summary>The last steps of a context, by time.</summary>
internal sealed class StepJournal
{
    /// <summary>The most steps remembered for a context.</summary>
    public const int Capacity = 256;

    private readonly List<StepEntry> entries = [];

    /// <summary>Adds steps where their time puts them; reports of the two perimeters arrive out of order.</summary>
    public void Append(ImmutableArray<StepEntry> added)
    {
        foreach (var entry in added)
        {
            var index = entries.Count;
            while (index > 0 && entries[index - 1].At > entry.At)
            {
                index--;
            }

            entries.Insert(index, entry);
        }

        if (entries.Count > Capacity)
        {
            entries.RemoveRange(0, entries.Count - Capacity);
        }
    }

    /// <summary>The steps, the oldest first.</summary>
    public ImmutableArray<StepEntry> Read() => [.. entries];
}
