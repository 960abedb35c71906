using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Orleans.Storage;
using QkdMec.Embedded.Storage;

namespace QkdMec.Silo.Hosting;

/// <summary>Grain states in one SQLite file. What was answered is on the disk: WAL with <c>synchronous=FULL</c>.</summary>
/// <remarks>One thread owns the connection and takes all that waits into one transaction, so that concurrent writes share a disk flush.</remarks>
internal sealed class SqliteStateStore : IGrainStateStore, IAsyncDisposable
{
    /// <summary>The most operations that share a transaction.</summary>
    public const int LargestBatch = 256;

    private readonly Channel<StateOperation> waiting = Channel.CreateUnbounded<StateOperation>(new UnboundedChannelOptions { SingleReader = true });
    private readonly StateTable table;
    private readonly Task working;

    private SqliteStateStore(StateTable table)
    {
        this.table = table;
        working = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>SQLite's <c>synchronous</c> as it is in force: 2 is FULL.</summary>
    public long Synchronous => table.Synchronous;

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="SqliteException">It is no database of ours, or cannot be read and written.</exception>
    /// <exception cref="InvalidDataException">A newer program wrote it.</exception>
    public static SqliteStateStore Open(string path) => new(StateTable.Open(path));

    /// <inheritdoc/>
    public async ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken) =>
        await EnqueueAsync(new StateOperation(StateOperationKind.Read, key, default, null), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string> WriteAsync(StateKey key, ReadOnlyMemory<byte> utf8Json, string? etag, CancellationToken cancellationToken)
    {
        var stored = await EnqueueAsync(new StateOperation(StateOperationKind.Write, key, utf8Json, etag), cancellationToken);
        return stored?.Etag ?? throw Conflict(key, etag);
    }

    /// <inheritdoc/>
    public async ValueTask ClearAsync(StateKey key, string? etag, CancellationToken cancellationToken)
    {
        _ = await EnqueueAsync(new StateOperation(StateOperationKind.Clear, key, default, etag), cancellationToken) ?? throw Conflict(key, etag);
    }

    /// <summary>Finishes what waits and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (waiting.Writer.TryComplete())
        {
            await working;
            table.Dispose();
        }
    }

    private static InconsistentStateException Conflict(StateKey key, string? etag) =>
        new($"{key} is stored in another version than '{etag ?? "none"}'.");

    private async ValueTask<StoredState?> EnqueueAsync(StateOperation operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(!waiting.Writer.TryWrite(operation), this);
        return await operation.Completion.Task.WaitAsync(cancellationToken);
    }

    private void Work()
    {
        var batch = new List<StateOperation>(LargestBatch);
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < LargestBatch && waiting.Reader.TryRead(out var operation))
            {
                batch.Add(operation);
            }

            Run(batch);
            batch.Clear();
        }
    }

    private void Run(List<StateOperation> batch)
    {
        try
        {
            var outcomes = table.Apply(batch);
            for (var index = 0; index < batch.Count; index++)
            {
                batch[index].Completion.SetResult(outcomes[index]);
            }
        }
        catch (SqliteException fault)
        {
            // Nothing of the batch was answered; each caller learns it, and the next batch tries the disk again.
            batch.ForEach(operation => operation.Completion.TrySetException(new IOException($"grain state could not be stored: {fault.Message}")));
        }
    }
}
