using Microsoft.Extensions.Logging;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyListeners;

/// <summary>
/// The run of this listener: it serves blocks while the vault has it and for no longer than a lease after it last showed there that it goes on. An
/// idle listener lets its lease run out; its next fetch renews it.
/// </summary>
internal sealed class ListenerRun : IDisposable
{
    private readonly IKeyVault vault;
    private readonly TimeProvider time;
    private readonly KeyListener listener;
    private readonly ListenerOptions options;
    private readonly ILogger log;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly ITimer beating;
    private ListenerLife? life;
    private long number;
    private long onUntil = long.MinValue;
    private bool isUsed;

    public ListenerRun(IKeyVault vault, TimeProvider time, KeyListener listener, ListenerOptions options, ILogger log)
    {
        (this.vault, this.time, this.listener, this.options, this.log) = (vault, time, listener, options, log);
        beating = time.CreateTimer(_ => _ = BeatAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The number of the run; 0 when there is none.</summary>
    public long Number => Volatile.Read(ref number);

    /// <summary>Whether nobody else can serve what this run serves.</summary>
    public bool IsOn(long now) => now < Volatile.Read(ref onUntil);

    /// <summary>Keeps the lease from running out.</summary>
    public void Used() => isUsed = true;

    /// <summary>Renews the lease when it ran out. The run is another one afterwards if it was ended meanwhile.</summary>
    /// <exception cref="KeyVaultException">The vault failed.</exception>
    public async Task EnsureAsync()
    {
        isUsed = true;
        if (!IsOn(time.GetTimestamp()))
        {
            await RenewAsync();
        }
    }

    /// <summary>Ends the run, so that others need not wait for its lease to run out.</summary>
    public async Task EndAsync()
    {
        isUsed = false;
        await oneAtATime.WaitAsync();
        try
        {
            if (life is { } last)
            {
                Forget();
                await vault.EndLifeAsync(last, CancellationToken.None);
            }
        }
        catch (KeyVaultException error)
        {
            KeyListenerLog.BeatFailed(log, error, listener.Id);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => beating.Dispose();

    private async Task BeatAsync()
    {
        if (!isUsed)
        {
            return;
        }

        isUsed = false;
        try
        {
            await RenewAsync();
        }
        catch (KeyVaultException error)
        {
            KeyListenerLog.BeatFailed(log, error, listener.Id);
            isUsed = true;
            beating.Change(options.BeatPeriod, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task RenewAsync()
    {
        await oneAtATime.WaitAsync();
        try
        {
            // The lease counts from before the vault was asked: a write that took long shortens it.
            var asked = time.GetTimestamp();
            if (onUntil != long.MinValue && time.GetElapsedTime(asked, onUntil) > options.Lease - options.BeatPeriod / 2)
            {
                return;
            }

            if (!await GoesOnAsync())
            {
                asked = time.GetTimestamp();
                life = await vault.BeginLifeAsync(listener.Id, listener.EndsEarlier, CancellationToken.None);
                Volatile.Write(ref number, life.Number);
            }

            Volatile.Write(ref onUntil, asked + (long)(options.Lease.TotalSeconds * time.TimestampFrequency));
            beating.Change(options.BeatPeriod, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task<bool> GoesOnAsync()
    {
        if (life is not { } last)
        {
            return false;
        }

        if (await vault.BeatAsync(last.Number, CancellationToken.None))
        {
            life = last with { Beat = last.Beat + 1 };
            return true;
        }

        KeyListenerLog.RunEnded(log, listener.Id, last.Number);
        Forget();
        return false;
    }

    private void Forget()
    {
        Volatile.Write(ref onUntil, long.MinValue);
        Volatile.Write(ref number, 0);
        life = null;
    }
}
