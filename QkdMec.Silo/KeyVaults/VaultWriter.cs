using System.Collections.Concurrent;
using System.Data.Common;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>
/// Writes on a thread of its own, so that no grain waits for a disk on its turn, and puts what waits at the same time into one transaction.
/// A write's task completes when its transaction is on disk.
/// </summary>
internal sealed class VaultWriter : IDisposable
{
    private const int MaxBatch = 256;
    private readonly BlockingCollection<IWrite> waiting = [];
    private readonly DbConnection connection;
    private readonly Action<DbConnection> afterDestroying;
    private readonly Thread thread;

    /// <summary>Starts writing.</summary>
    /// <param name="connection">A connection that nobody else uses; disposed at the end.</param>
    /// <param name="afterDestroying">Runs after a transaction that destroyed a block, to clear what the database still holds of it.</param>
    public VaultWriter(DbConnection connection, Action<DbConnection> afterDestroying)
    {
        (this.connection, this.afterDestroying) = (connection, afterDestroying);
        thread = new Thread(Run) { IsBackground = true, Name = "key vault writer" };
        thread.Start();
    }

    private interface IWrite
    {
        bool Destroys { get; }

        void Run(VaultSession session);

        void Succeed();

        void Fail(Exception error);
    }

    /// <summary>Writes.</summary>
    /// <exception cref="KeyVaultException">The database failed.</exception>
    public Task<T> WriteAsync<T>(Func<VaultSession, T> act, bool destroys = false)
    {
        var write = new Write<T>(act, destroys);
        try
        {
            waiting.Add(write);
        }
        catch (InvalidOperationException)
        {
            write.Fail(new ObjectDisposedException(nameof(VaultWriter)));
        }

        return write.Done;
    }

    /// <summary>Writes what waits and ends.</summary>
    public void Dispose()
    {
        waiting.CompleteAdding();
        thread.Join();
        connection.Dispose();
        waiting.Dispose();
    }

    private void Run()
    {
        var batch = new List<IWrite>();
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            batch.Clear();
            batch.Add(first);
            while (batch.Count < MaxBatch && waiting.TryTake(out var next))
            {
                batch.Add(next);
            }

            if (!TryCommit(batch) && batch.Count > 1)
            {
                // One of them spoilt the transaction: each gets its own, so that only the culprit fails.
                batch.ForEach(write => TryCommit([write]));
            }
        }
    }

    private bool TryCommit(List<IWrite> batch)
    {
        try
        {
            using (var transaction = connection.BeginTransaction())
            {
                var session = new VaultSession(connection, transaction);
                batch.ForEach(write => write.Run(session));
                transaction.Commit();
            }
        }
        catch (Exception error)
        {
            // Whatever it is, it belongs to those who wait for the write, and the thread goes on.
            if (batch.Count == 1)
            {
                batch[0].Fail(error);
            }

            return false;
        }

        if (batch.Exists(write => write.Destroys))
        {
            Clear();
        }

        batch.ForEach(write => write.Succeed());
        return true;
    }

    private void Clear()
    {
        try
        {
            afterDestroying(connection);
        }
        catch (DbException)
        {
            // A reader is in the way; the next time clears this too.
        }
    }

    private sealed class Write<T>(Func<VaultSession, T> act, bool destroys) : IWrite
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Done => done.Task;

        public bool Destroys => destroys;

        public void Run(VaultSession session) => result = act(session);

        public void Succeed() => done.SetResult(result!);

        public void Fail(Exception error) => done.SetException(new KeyVaultException("the vault could not write", error));
    }
}
