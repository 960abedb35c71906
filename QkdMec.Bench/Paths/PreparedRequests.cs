using System.Collections.Concurrent;

namespace QkdMec.Bench.Paths;

/// <summary>Requests that can each be sent once; all connections take from here.</summary>
internal sealed class PreparedRequests
{
    private readonly ConcurrentQueue<byte[]> requests = new();

    /// <summary>How many are left.</summary>
    public int Count => requests.Count;

    /// <summary>Adds requests.</summary>
    public void Add(IEnumerable<byte[]> more)
    {
        foreach (var request in more)
        {
            requests.Enqueue(request);
        }
    }

    /// <summary>Takes the next one, if there is one.</summary>
    public bool TryTake(out byte[]? request) => requests.TryDequeue(out request);
}
