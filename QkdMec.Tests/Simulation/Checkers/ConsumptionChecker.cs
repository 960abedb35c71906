namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>
/// Rule 1 at the fetching end: a key that was fetched is gone, once the time to repeat the fetch is over and its mark must have been written: for the
/// process that delivered it, and for every one that started later. A process that was there before and was taken for dead knows nothing of it.
/// </summary>
/// <typeparam name="T">What names a key.</typeparam>
/// <param name="processesShareMarks">Whether a key is gone for every process, for they agree on who notes what was fetched.</param>
public sealed class ConsumptionChecker<T>(bool processesShareMarks = false) where T : notnull
{
    private readonly Dictionary<T, (int Process, TimeSpan At)> _gone = [];

    /// <summary>A key was delivered by a process.</summary>
    /// <param name="key">The key.</param>
    /// <param name="process">The process that delivered it.</param>
    /// <param name="startedAt">When that process started.</param>
    public void Deliver(T key, int process, TimeSpan startedAt)
    {
        if (_gone.TryGetValue(key, out var gone) && (processesShareMarks || process == gone.Process || startedAt > gone.At))
        {
            throw new RuleBrokenException(1, $"{key} was consumed by process {gone.Process} before {gone.At}; process {process}, started at {startedAt}, delivered it again");
        }
    }

    /// <summary>The process that delivered a key lived until its mark was written and the time to repeat the fetch over.</summary>
    public void Settle(T key, int process, TimeSpan now) => _gone.TryAdd(key, (process, now));

    /// <summary>The marks of some keys were put back to an older copy.</summary>
    public void Excuse(Func<T, bool> which)
    {
        foreach (var key in _gone.Keys.Where(which).ToList())
        {
            _gone.Remove(key);
        }
    }
}
