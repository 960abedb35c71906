using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>
/// Works on a thread of its own, so that no grain waits for a disk or a server on its turn, and puts what waits at the same time into one
/// transaction. The task of a write completes when its transaction is on disk.
/// </summary>
internal sealed class VaultLane : IDisposable
{
    private const int MaxBatch = 256;
    private readonly BlockingCollection<IWork> waiting = [];
    private readonly VaultLink link;
    private readonly VaultInstruments? instruments;
    private readonly bool writes;
    private readonly Thread thread;

    /// <summary>Starts working.</summary>
    /// <param name="link">A connection that nobody else uses; disposed at the end.</param>
    /// <param name="writing">What measures the work when it changes the vault; null when it only reads.</param>
    public VaultLane(VaultLink link, VaultInstruments? writing)
    {
        (this.link, instruments, writes) = (link, writing, writing is not null);
        thread = new Thread(Run) { IsBackground = true, Name = writes ? "key vault writer" : "key vault reader" };
        thread.Start();
    }

    private interface IWork
    {
        bool Destroys { get; }

        long Since { get; }

        void Run(VaultSession session);

        void Succeed();

        void Fail(Exception error);
    }

    /// <summary>Works.</summary>
    /// <exception cref="KeyVaultException">The database failed.</exception>
    public Task<T> RunAsync<T>(Func<VaultSession, T> act, bool destroys = false)
    {
        var work = new Work<T>(act, destroys, writes);
        try
        {
            waiting.Add(work);
        }
        catch (InvalidOperationException)
        {
            work.Fail(new ObjectDisposedException(nameof(VaultLane)));
        }

        return work.Done;
    }

    /// <summary>Does what waits and ends.</summary>
    public void Dispose()
    {
        waiting.CompleteAdding();
        thread.Join();
        link.Dispose();
        waiting.Dispose();
    }

    private void Run()
    {
        var batch = new List<IWork>();
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            batch.Clear();
            Take(first, batch);
            while (batch.Count < MaxBatch && waiting.TryTake(out var next))
            {
                Take(next, batch);
            }

            if (!TryCommit(batch, isLast: !link.Dialect.TriesOneByOne || batch.Count == 1))
            {
                // One of them spoilt the transaction: each gets its own, so that only the culprit fails.
                batch.ForEach(work => TryCommit([work], isLast: true));
            }
        }
    }

    private void Take(IWork work, List<IWork> batch)
    {
        var patience = link.Dialect.Patience;
        if (patience > TimeSpan.Zero && Stopwatch.GetElapsedTime(work.Since) > patience)
        {
            work.Fail(new TimeoutException($"{link.Dialect.Name} is too slow"));
            return;
        }

        batch.Add(work);
    }

    private bool TryCommit(List<IWork> batch, bool isLast)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            Commit(batch);
            instruments?.Written(isCommitted: true, Stopwatch.GetElapsedTime(since));
        }
        catch (Exception error)
        {
            instruments?.Written(isCommitted: false, Stopwatch.GetElapsedTime(since));

            // Whatever it is, it belongs to those who wait for the work, and the thread goes on.
            if (isLast)
            {
                batch.ForEach(work => work.Fail(error));
            }

            return isLast;
        }

        if (batch.Exists(work => work.Destroys))
        {
            Clear();
        }

        batch.ForEach(work => work.Succeed());
        return true;
    }

    private void Commit(List<IWork> batch)
    {
        var isNew = !link.IsSound;
        while (batch.Count > 0)
        {
            var commits = false;
            try
            {
                using var transaction = link.Get().BeginTransaction();
                var session = new VaultSession(transaction.Connection!, transaction);
                if (writes)
                {
                    link.Dialect.Lock(session);
                }

                batch.ForEach(work => work.Run(session));
                commits = true;
                transaction.Commit();
                return;
            }
            catch (Exception error) when (error is DbException or IOException && !commits && !link.IsSound && !isNew)
            {
                // The server went away while nobody looked. Nothing was committed, so it is done over a new connection.
                isNew = true;
            }
        }
    }

    private void Clear()
    {
        try
        {
            link.Dialect.Clear(link.Get());
        }
        catch (Exception error) when (error is DbException or KeyVaultException)
        {
            // A reader is in the way; the next time clears this too.
        }
    }

    private sealed class Work<T>(Func<VaultSession, T> act, bool destroys, bool writes) : IWork
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Done => done.Task;

        public bool Destroys => destroys;

        public long Since { get; } = Stopwatch.GetTimestamp();

        public void Run(VaultSession session) => result = act(session);

        public void Succeed() => done.SetResult(result!);

        public void Fail(Exception error) =>
            done.SetException(new KeyVaultException($"the vault could not {(writes ? "write" : "read")}: {error.Message}", error));
    }
}
