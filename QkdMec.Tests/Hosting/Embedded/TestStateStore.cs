using QkdMec.Embedded.Storage;
using QkdMec.Tests.Hosts;

namespace QkdMec.Tests.Hosting;

/// <summary>Keeps the states of the embedded host in <see cref="RewindableStates"/>.</summary>
internal sealed class TestStateStore(RewindableStates states) : IGrainStateStore
{
    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken) =>
        new(states.Read(key.ToString()) is { } found ? new StoredState(found.Body, found.Version) : null);

    public ValueTask<string> WriteAsync(StateKey key, ReadOnlyMemory<byte> utf8Json, string? etag, CancellationToken cancellationToken) =>
        new(states.Write(key.ToString(), utf8Json.ToArray(), etag));

    public ValueTask ClearAsync(StateKey key, string? etag, CancellationToken cancellationToken)
    {
        states.Clear(key.ToString(), etag);
        return default;
    }
}
