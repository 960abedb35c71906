namespace QkdMec.Embedded.Storage;

/// <summary>
/// Keeps grain states as UTF-8 JSON (<see cref="GrainStateJson"/>), fenced by versions. A silo takes the store from its services: the keyed service
/// with the name in <c>[PersistentState(state, name)]</c>, or the unkeyed one when the name is null. A write that throws may still have happened.
/// </summary>
public interface IGrainStateStore
{
    /// <summary>The stored state; null when there is none.</summary>
    ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken);

    /// <summary>Stores the state if the stored version is <paramref name="etag"/> (null: nothing stored); answers the new version.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another version is stored.</exception>
    ValueTask<string> WriteAsync(StateKey key, ReadOnlyMemory<byte> utf8Json, string? etag, CancellationToken cancellationToken);

    /// <summary>Removes the state if the stored version is <paramref name="etag"/>.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another version is stored.</exception>
    ValueTask ClearAsync(StateKey key, string? etag, CancellationToken cancellationToken);
}
