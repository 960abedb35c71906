namespace QkdMec.Grains.SecurityContexts;

/// <summary>How many keys a context may activate: a burst, then one a period.</summary>
internal sealed class ActivationBudget(int burst, TimeSpan period)
{
    private TimeSpan full;

    /// <summary>Takes one activation; false when there is none left now.</summary>
    /// <param name="uptime">
    /// A time that only goes forward. The calendar can be set back, and then what was taken an hour ago looks as if it had been taken just now.
    /// </param>
    public bool TryTake(TimeSpan uptime)
    {
        // full is when the budget is whole again: each activation moves it one period further away.
        var next = (full < uptime ? uptime : full) + period;
        if (next - uptime > burst * period)
        {
            return false;
        }

        full = next;
        return true;
    }
}
