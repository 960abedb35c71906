namespace Orleans.Runtime;

/// <summary>A timer of an activation; disposing it stops it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when the timer ticks next and how long it rests between ticks.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
