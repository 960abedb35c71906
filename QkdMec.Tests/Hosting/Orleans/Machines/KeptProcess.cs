using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>A process that is begun again whenever it ends, as a service manager does.</summary>
internal sealed class KeptProcess : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Func<ProductProcess> begin;
    private readonly CancellationTokenSource ending = new();
    private readonly Task keeping;
    private volatile ProductProcess current;
    private int kills;
    private int ends;

    /// <summary>Begins it.</summary>
    public KeptProcess(Func<ProductProcess> begin)
    {
        this.begin = begin;
        current = begin();
        keeping = KeepAsync();
    }

    /// <summary>The process that runs now.</summary>
    public ProductProcess Current => current;

    /// <summary>How often it ended by itself.</summary>
    public int OwnEnds => Volatile.Read(ref ends) - Volatile.Read(ref kills);

    /// <summary>What the process that ended by itself last had said.</summary>
    public string? LastWordsOfEnded { get; private set; }

    /// <summary>The last warnings and errors of the process that runs now.</summary>
    public string LastWarnings => string.Join(
        Environment.NewLine, current.Errors.Where(line => line.Contains(" warn: ", StringComparison.Ordinal) || line.Contains(" fail: ", StringComparison.Ordinal)).TakeLast(40));

    /// <summary>SIGKILL.</summary>
    public Task KillAsync()
    {
        Interlocked.Increment(ref kills);
        return current.KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await keeping;
        await current.DisposeAsync();
        ending.Dispose();
    }

    private async Task KeepAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            await Task.WhenAny(current.Ended, Task.Delay(Timeout.Infinite, ending.Token));
            if (ending.IsCancellationRequested)
            {
                return;
            }

            var isKill = Interlocked.Increment(ref ends) <= Volatile.Read(ref kills);
            LastWordsOfEnded = isKill ? LastWordsOfEnded : current.LastWords;
            await Task.WhenAny(isKill ? Task.CompletedTask : Task.Delay(Pause, ending.Token));
            if (!ending.IsCancellationRequested)
            {
                var ended = current;
                current = begin();
                await ended.DisposeAsync();
            }
        }
    }
}
