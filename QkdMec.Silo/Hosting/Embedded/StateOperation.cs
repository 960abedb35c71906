using QkdMec.Embedded.Storage;

namespace QkdMec.Silo.Hosting;

/// <summary>What an operation does.</summary>
internal enum StateOperationKind
{
    /// <summary>Answers the stored state, or nothing.</summary>
    Read,

    /// <summary>Answers the stored state, or nothing when another version stands there.</summary>
    Write,

    /// <summary>Answers the cleared state, or nothing when another version stands there.</summary>
    Clear,
}

/// <summary>One operation that waits for the thread of the database.</summary>
internal sealed record StateOperation(StateOperationKind Kind, StateKey Key, ReadOnlyMemory<byte> Utf8Json, string? Etag)
{
    /// <summary>Its outcome. Continuations never run on the thread of the database.</summary>
    public TaskCompletionSource<StoredState?> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
