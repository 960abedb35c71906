using System.Collections.Immutable;

namespace QkdMec.Grains.Steps;

/// <summary>The last steps of a context, by time.</summary>
/// <param name="id">Tells this journal from earlier ones of the same context.</param>
internal sealed class StepJournal(long id)
{
    /// <summary>The most steps remembered for a context.</summary>
    public const int Capacity = 256;

    private readonly List<NumberedStep> entries = [];
    private long lastNumber;

    /// <summary>Adds steps where their time puts them; reports of the two perimeters arrive out of order.</summary>
    public void Append(ImmutableArray<StepEntry> added)
    {
        foreach (var entry in added)
        {
            var index = entries.Count;
            while (index > 0 && entries[index - 1].Step.At > entry.At)
            {
                index--;
            }

            entries.Insert(index, new NumberedStep(++lastNumber, entry));
        }

        if (entries.Count > Capacity)
        {
            entries.RemoveRange(0, entries.Count - Capacity);
        }
    }

    /// <summary>The steps, the oldest first.</summary>
    public ImmutableArray<StepEntry> Read() => [.. entries.Select(entry => entry.Step)];

    /// <summary>The steps that came in after a number of this journal, or all when the number is another journal's.</summary>
    public StepPage ReadAfter(long journal, long number)
    {
        var known = journal == id ? number : 0;
        return new StepPage(id, [.. entries.Where(entry => entry.Number > known).OrderBy(entry => entry.Number)]);
    }
}
