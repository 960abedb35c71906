using System.Collections.Immutable;
using System.Globalization;
using Orleans.Storage;
using QkdMec.Embedded.Storage;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>Grain states on a site's disk, with every earlier copy of it.</summary>
internal sealed class SnapshotStore(TimeProvider clock) : IGrainStateStore
{
    private readonly List<(long At, ImmutableDictionary<StateKey, StoredState> States)> _copies = [];
    private ImmutableDictionary<StateKey, StoredState> _states = ImmutableDictionary<StateKey, StoredState>.Empty;
    private long _version;

    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken) => new(_states.GetValueOrDefault(key));

    public ValueTask<string> WriteAsync(StateKey key, ReadOnlyMemory<byte> utf8Json, string? etag, CancellationToken cancellationToken)
    {
        RequireVersion(key, etag);
        var stored = new StoredState(utf8Json.ToArray(), (++_version).ToString(CultureInfo.InvariantCulture));
        Keep(_states.SetItem(key, stored));
        return new(stored.Etag);
    }

    public ValueTask ClearAsync(StateKey key, string? etag, CancellationToken cancellationToken)
    {
        RequireVersion(key, etag);
        Keep(_states.Remove(key));
        return default;
    }

    /// <summary>Puts the copy of an earlier time back.</summary>
    public void RollBackTo(long time)
    {
        _copies.RemoveAll(copy => copy.At > time);
        _states = _copies.Count == 0 ? ImmutableDictionary<StateKey, StoredState>.Empty : _copies[^1].States;
    }

    private void Keep(ImmutableDictionary<StateKey, StoredState> states)
    {
        _states = states;
        _copies.Add((clock.GetTimestamp(), states));
    }

    private void RequireVersion(StateKey key, string? etag)
    {
        if (_states.GetValueOrDefault(key)?.Etag != etag)
        {
            throw new InconsistentStateException($"{key} is stored in another version than '{etag ?? "none"}'.");
        }
    }
}
