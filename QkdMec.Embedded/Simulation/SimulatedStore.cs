using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Storage;

namespace QkdMec.Embedded.Simulation;

/// <summary>A store as a silo sees it: it takes time, fails before or after it acts, and the silo may crash at either side.</summary>
internal sealed class SimulatedStore(SimulationDriver driver, GrainSilo silo, IGrainStateStore inner) : IGrainStateStore
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    public async ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken) =>
        await ActAsync("read", key, () => inner.ReadAsync(key, cancellationToken));

    public async ValueTask<string> WriteAsync(StateKey key, ReadOnlyMemory<byte> utf8Json, string? etag, CancellationToken cancellationToken) =>
        await ActAsync("write", key, async () =>
        {
            await ConflictAsync(key, cancellationToken);
            return await inner.WriteAsync(key, utf8Json, etag, cancellationToken);
        });

    public async ValueTask ClearAsync(StateKey key, string? etag, CancellationToken cancellationToken) =>
        await ActAsync("clear", key, async () =>
        {
            await ConflictAsync(key, cancellationToken);
            await inner.ClearAsync(key, etag, cancellationToken);
            return true;
        });

    private async ValueTask<T> ActAsync<T>(string operation, StateKey key, Func<ValueTask<T>> act)
    {
        driver.Note(operation, key.ToString(), silo.Name);
        // At once or after the wait: while a write is on its way to fail, other calls of the grain go on.
        var isLate = driver.Random.Chance(0.5);
        if (!isLate)
            await PassAsync(FaultKind.CrashBeforeStorage, FaultKind.StorageFailedBefore, key);
        var wait = driver.Faults.Strikes(FaultKind.StorageSlow) ? driver.Random.Between(Quick, Slow) : driver.Random.Between(TimeSpan.Zero, Quick);
        await Task.Delay(wait, silo.Endpoint.Time);
        if (isLate)
            await PassAsync(FaultKind.CrashBeforeStorage, FaultKind.StorageFailedBefore, key);
        var result = await act();
        await PassAsync(FaultKind.CrashAfterStorage, FaultKind.StorageFailedAfter, key);
        return result;
    }

    private async ValueTask PassAsync(FaultKind crash, FaultKind failure, StateKey key)
    {
        // A crashed silo's operation never comes back to it.
        if (driver.CrashPoint(crash, silo))
            await new TaskCompletionSource().Task;
        if (driver.Faults.Strikes(failure))
            throw new IOException($"The storage failed on {key} ({failure}).");
    }

    private async ValueTask ConflictAsync(StateKey key, CancellationToken cancellationToken)
    {
        if (driver.Faults.Strikes(FaultKind.StorageConflict) && await inner.ReadAsync(key, cancellationToken) is { } stored)
            await inner.WriteAsync(key, stored.Utf8Json, stored.Etag, cancellationToken);
    }
}
