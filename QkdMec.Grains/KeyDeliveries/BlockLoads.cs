namespace QkdMec.Grains.KeyDeliveries;

/// <summary>The blocks of one pool on their way into memory: each is loaded once, and whoever else wants it waits.</summary>
internal sealed class BlockLoads(Lock gate, TimeProvider time, TimeSpan patience)
{
    private readonly Dictionary<long, Task> loading = [];

    /// <summary>Loads a block unless it is there or on its way.</summary>
    /// <param name="number">The block.</param>
    /// <param name="isThere">Whether it is there. Within the lock.</param>
    /// <param name="load">Loads it.</param>
    public async Task LoadAsync(long number, Func<bool> isThere, Func<Task> load)
    {
        var own = new TaskCompletionSource();
        if (Join(number, isThere, own) is { } others)
        {
            await others.WaitAsync(patience, time);
            return;
        }

        try
        {
            await load();
        }
        finally
        {
            lock (gate)
            {
                loading.Remove(number);
            }

            own.SetResult();
        }
    }

    /// <summary>The loading of a block that is on its way or done; null when the caller's own is to begin.</summary>
    private Task? Join(long number, Func<bool> isThere, TaskCompletionSource own)
    {
        lock (gate)
        {
            if (isThere())
            {
                return Task.CompletedTask;
            }

            return loading.TryAdd(number, own.Task) ? null : loading[number];
        }
    }
}
