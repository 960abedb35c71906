namespace QkdMec.Grains.SecurityContexts;

/// <summary>How many keys a context may activate: a burst, then one a period.</summary>
internal sealed class ActivationBudget(int burst, TimeSpan period, DateTimeOffset start)
{
    private DateTimeOffset full = start;

    /// <summary>Takes one activation; false when there is none left now.</summary>
    public bool TryTake(DateTimeOffset now)
    {
        // full is when the budget is whole again: each activation moves it one period further away. Further than an empty budget it lies only
        // when the clock was set back; then the budget is whole, or nobody could activate until the clock is where it was.
        var isOver = full < now || full > now + (burst * period);
        var next = (isOver ? now : full) + period;
        if (next - now > burst * period)
        {
            return false;
        }

        full = next;
        return true;
    }
}
