using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Storage;

namespace QkdMec.Embedded.Storage;

/// <summary>Keeps states in memory; share one instance between silos and their restarts.</summary>
public sealed class MemoryStateStore : IGrainStateStore
{
    private readonly ConcurrentDictionary<StateKey, StoredState> _states = new();
    private long _version;

    /// <inheritdoc/>
    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken) => new(_states.GetValueOrDefault(key));

    /// <inheritdoc/>
    public ValueTask<string> WriteAsync(StateKey key, ReadOnlyMemory<byte> utf8Json, string? etag, CancellationToken cancellationToken)
    {
        var next = new StoredState(utf8Json.ToArray(), Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture));
        var written = _states.TryGetValue(key, out var stored)
            ? stored.Etag == etag && _states.TryUpdate(key, next, stored)
            : etag is null && _states.TryAdd(key, next);
        return written ? new(next.Etag) : throw Conflict(key, etag);
    }

    /// <inheritdoc/>
    public ValueTask ClearAsync(StateKey key, string? etag, CancellationToken cancellationToken)
    {
        var cleared = _states.TryGetValue(key, out var stored)
            ? stored.Etag == etag && _states.TryRemove(new(key, stored))
            : etag is null;
        return cleared ? default : throw Conflict(key, etag);
    }

    private static InconsistentStateException Conflict(StateKey key, string? etag) =>
        new($"{key} is stored in another version than '{etag ?? "none"}'.");
}
