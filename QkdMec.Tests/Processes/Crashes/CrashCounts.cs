using System.Net;

namespace QkdMec.Tests.Processes.Crashes;

/// <summary>How requests were answered, over a run. Safe for several threads.</summary>
internal sealed class CrashCounts
{
    private readonly SortedDictionary<string, int> refusals = new(StringComparer.Ordinal);
    private int answers;

    /// <summary>Answers of any kind.</summary>
    public int Answers => Volatile.Read(ref answers);

    /// <summary>How many requests were refused, by status; <c>none</c> counts those without an answer.</summary>
    public string Refusals
    {
        get
        {
            lock (refusals)
            {
                return refusals.Count == 0 ? "0" : $"{refusals.Values.Sum()} ({string.Join(", ", refusals.Select(entry => $"{entry.Key}: {entry.Value}"))})";
            }
        }
    }

    /// <summary>Counts one.</summary>
    public void Add(HttpStatusCode? status)
    {
        if (status is not null)
        {
            Interlocked.Increment(ref answers);
        }

        if (status == HttpStatusCode.OK)
        {
            return;
        }

        lock (refusals)
        {
            var name = status is { } known ? $"{(int)known}" : "no answer";
            refusals[name] = refusals.GetValueOrDefault(name) + 1;
        }
    }
}
