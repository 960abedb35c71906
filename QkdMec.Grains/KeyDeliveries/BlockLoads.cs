using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>The blocks of one pool on their way into memory: each is loaded once, and whoever else wants it waits and hears what the loader heard.</summary>
internal sealed class BlockLoads(Lock gate, TimeProvider time, TimeSpan patience)
{
    private readonly Dictionary<long, Task<bool>> loading = [];

    /// <summary>Loads a block unless it is there or on its way. False: the vault has none to load.</summary>
    /// <param name="number">The block.</param>
    /// <param name="isThere">Whether it is there. Within the lock.</param>
    /// <param name="load">Loads it; false: there is none.</param>
    /// <exception cref="KeyVaultException">The vault failed, whoever asked it.</exception>
    public async Task<bool> LoadAsync(long number, Func<bool> isThere, Func<Task<bool>> load)
    {
        var own = new TaskCompletionSource<bool>();
        for (var waited = false; Join(number, isThere, own) is { } others; waited = true)
        {
            // Another's look may have begun before the block was opened, so that it found none: the next one began after this call.
            if (await others.WaitAsync(patience, time) || waited)
            {
                return others.Result;
            }
        }

        try
        {
            var found = await load();
            Finish(number);
            own.SetResult(found);
            return found;
        }
        catch (Exception error)
        {
            // Whoever waits must not take a vault that failed for one that has no such block.
            Finish(number);
            own.SetException(error);
            _ = own.Task.Exception;
            throw;
        }
    }

    private void Finish(long number)
    {
        lock (gate)
        {
            loading.Remove(number);
        }
    }

    /// <summary>The loading of a block that is on its way or done; null when the caller's own is to begin.</summary>
    private Task<bool>? Join(long number, Func<bool> isThere, TaskCompletionSource<bool> own)
    {
        lock (gate)
        {
            if (isThere())
            {
                return Task.FromResult(true);
            }

            return loading.TryAdd(number, own.Task) ? null : loading[number];
        }
    }
}
