namespace Orleans.Core;

/// <summary>A stored state and its version.</summary>
public interface IStorage
{
    /// <summary>The version of the stored state; null before the first write.</summary>
    string? Etag { get; }

    /// <summary>Whether the storage holds a record.</summary>
    bool RecordExists { get; }

    /// <summary>Reads the state again.</summary>
    Task ReadStateAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes the state if nobody else wrote since it was read.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Somebody else wrote.</exception>
    Task WriteStateAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes the record.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Somebody else wrote.</exception>
    Task ClearStateAsync(CancellationToken cancellationToken = default);
}

/// <summary>A stored state of one type.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory.</summary>
    TState State { get; set; }
}
