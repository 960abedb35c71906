using Orleans.Storage;
using QkdMec.Embedded.Storage;

namespace QkdMec.Tests.Hosting.Embedded.KeyPools;

/// <summary>A store that can be rolled back, and whose writes can fail before or after they took effect.</summary>
internal sealed class RewindableStateStore : IGrainStateStore
{
    private readonly Lock gate = new();
    private Dictionary<StateKey, StoredState> states = [];
    private long version;

    public bool FailsBeforeWriting { get; set; }

    public bool FailsAfterWriting { get; set; }

    public Dictionary<StateKey, StoredState> Snapshot()
    {
        lock (gate)
        {
            return new(states);
        }
    }

    public void RollBack(Dictionary<StateKey, StoredState> snapshot)
    {
        lock (gate)
        {
            states = new(snapshot);
        }
    }

    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new(states.GetValueOrDefault(key));
        }
    }

    public ValueTask<string> WriteAsync(StateKey key, ReadOnlyMemory<byte> utf8Json, string? etag, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (FailsBeforeWriting)
            {
                throw new IOException("the disk is full");
            }

            if (states.GetValueOrDefault(key)?.Etag != etag)
            {
                throw new InconsistentStateException($"{key} is stored in another version");
            }

            version++;
            states[key] = new StoredState(utf8Json.ToArray(), $"{version}");
            return FailsAfterWriting ? throw new IOException("the disk went away") : new($"{version}");
        }
    }

    public ValueTask ClearAsync(StateKey key, string? etag, CancellationToken cancellationToken) => throw new NotSupportedException();
}
