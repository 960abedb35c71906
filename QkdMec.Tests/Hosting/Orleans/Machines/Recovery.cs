using System.Diagnostics;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>
/// How long after a fault's end every client of each kind was served again, with a request that it sent after that end: one client that still is
/// served shows nothing for those whose machine is gone. Safe for several threads.
/// </summary>
internal sealed class Recovery
{
    private readonly Lock gate = new();
    private readonly Dictionary<LoadKind, HashSet<int>> missing;
    private readonly Dictionary<LoadKind, TimeSpan> took = [];
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long since;

    /// <summary>Begins to measure.</summary>
    /// <param name="since">When the fault ended (<see cref="Stopwatch"/>).</param>
    /// <param name="clients">How many clients each kind has.</param>
    public Recovery(long since, IReadOnlyDictionary<LoadKind, int> clients)
    {
        this.since = since;
        missing = clients.ToDictionary(one => one.Key, one => Enumerable.Range(0, one.Value).ToHashSet());
    }

    /// <summary>Completes when all are served again.</summary>
    public Task Done => done.Task;

    /// <summary>Which clients are not served yet.</summary>
    public string Missing
    {
        get
        {
            lock (gate)
            {
                return string.Join(", ", missing.Where(one => one.Value.Count > 0).Select(one => $"{one.Key.ToString().ToLowerInvariant()} of {string.Join(" and ", one.Value.Order())}"));
            }
        }
    }

    /// <summary>What took how long so far.</summary>
    public IReadOnlyDictionary<LoadKind, TimeSpan> Took
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<LoadKind, TimeSpan>(took);
            }
        }
    }

    /// <summary>A client was served.</summary>
    /// <param name="kind">What it did.</param>
    /// <param name="client">Which of that kind it is, from 0.</param>
    /// <param name="begun">When it sent its request.</param>
    /// <param name="served">When it had its answer.</param>
    public void Served(LoadKind kind, int client, long begun, long served)
    {
        lock (gate)
        {
            if (begun < since || !missing[kind].Remove(client) || missing[kind].Count > 0)
            {
                return;
            }

            took[kind] = Stopwatch.GetElapsedTime(since, served);
            if (took.Count == missing.Count)
            {
                done.SetResult();
            }
        }
    }
}
