using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.Audits;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Gateway.Audits;

/// <summary>
/// What this gateway has to write into the audit log, in batches: every second, or sooner when there is much or somebody waits. One batch at a time is under
/// way, and it is sent again until it is in, so nothing is lost but with the process.
/// </summary>
internal sealed partial class AuditBuffer(IGrainFactory grains, TimeProvider time, ILogger<AuditBuffer> logger) : IHostedService, IDisposable
{
    /// <summary>The most entries of a batch, and as many make one go at once.</summary>
    public const int Batch = 100;

    /// <summary>The most entries that wait, at about 1 KB each; what comes while the log does not answer beyond that is lost, and said so.</summary>
    public const int Most = 10_000;

    /// <summary>How long an entry of a device waits for others.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AppendWithin = TimeSpan.FromSeconds(5);

    private readonly Channel<Waiting> waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(Most) { SingleReader = true });
    private readonly CancellationTokenSource aborting = new();
    private readonly Lock gate = new();
    private readonly string source = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private TaskCompletionSource hurry = NewSignal();
    private Task running = Task.CompletedTask;
    private long sequence;
    private long lost;
    private int inHand;
    private bool isDisposed;

    /// <summary>Writes an entry soon, without anybody waiting.</summary>
    public void Note(AuditNote note) => Enqueue(note, null);

    /// <summary>Writes an entry now; completes when it is stored.</summary>
    /// <exception cref="TimeoutException">It is not stored in time; it may be later.</exception>
    public Task WriteAsync(AuditNote note, TimeSpan within)
    {
        var stored = NewSignal();
        if (!Enqueue(note, stored))
        {
            return Task.FromException(new TimeoutException("The audit log has not answered for long."));
        }

        Hurry();
        return stored.Task.WaitAsync(within, time);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        Hurry();
        await using (cancellationToken.Register(aborting.Cancel))
        {
            await running;
        }
    }

    // It is registered twice, and so disposed twice.
    public void Dispose()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            aborting.Cancel();
            aborting.Dispose();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool Enqueue(AuditNote note, TaskCompletionSource? stored)
    {
        lock (gate)
        {
            if (!waiting.Writer.TryWrite(new Waiting(note.ToEntry(source, sequence + 1), stored)))
            {
                lost++;
                return false;
            }

            sequence++;
        }

        if (waiting.Reader.Count >= Batch)
        {
            Hurry();
        }

        return true;
    }

    private void Hurry() => Volatile.Read(ref hurry).TrySetResult();

    private async Task RunAsync()
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(aborting.Token))
            {
                await Task.WhenAny(hurry.Task, Task.Delay(Period, time, aborting.Token));
                Volatile.Write(ref hurry, NewSignal());
                while (TakeBatch() is { Count: > 0 } batch)
                {
                    await StoreAsync(batch);
                }
            }
        }
        catch (Exception) when (aborting.IsCancellationRequested)
        {
            // The process ends, and what failed last makes no difference.
            LogAbandoned(inHand + waiting.Reader.Count);
        }
    }

    private List<Waiting> TakeBatch()
    {
        var batch = new List<Waiting>();
        while (batch.Count < Batch && waiting.Reader.TryRead(out var next))
        {
            batch.Add(next);
        }

        return batch;
    }

    private async Task StoreAsync(List<Waiting> batch)
    {
        ImmutableArray<AuditEntry> entries = [.. batch.Select(item => item.Entry)];
        inHand = entries.Length;
        while (true)
        {
            try
            {
                await grains.GetGrain<IAuditLogGrain>(MecOptions.System).AppendAsync(entries, CancellationToken.None).WaitAsync(AppendWithin, time, aborting.Token);
                batch.ForEach(item => item.Stored?.TrySetResult());
                inHand = 0;
                TellLost();
                return;
            }
            catch (Exception fault) when (!aborting.IsCancellationRequested)
            {
                // The edge of the loop: whatever failed, entries are sent again until they are in.
                LogNotStored(entries.Length, fault);
                await Task.Delay(Period, time, aborting.Token);
            }
        }
    }

    private void TellLost()
    {
        if (Interlocked.Exchange(ref lost, 0) is > 0 and var count)
        {
            LogLost(count);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} entries could not be written into the audit log; they are sent again")]
    private partial void LogNotStored(int count, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} entries were not written into the audit log, which did not answer for too long")]
    private partial void LogLost(long count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} entries were not written into the audit log, for the process ends")]
    private partial void LogAbandoned(int count);

    private sealed record Waiting(AuditEntry Entry, TaskCompletionSource? Stored);
}
