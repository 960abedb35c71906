using QkdMec.Embedded.Simulation;
using QkdMec.Embedded.Storage;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>A host's disk whose writes fail only after a while, so that other calls wait for them meanwhile.</summary>
internal sealed class SlowlyFailingStore(IGrainStateStore disk, SimulatedCluster simulation, TimeProvider clock, Action<string> count) : IGrainStateStore
{
    public const string Failed = "write failed late";

    private const double FailureRate = 0.03;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken) => disk.ReadAsync(key, cancellationToken);

    public async ValueTask<string> WriteAsync(StateKey key, ReadOnlyMemory<byte> utf8Json, string? etag, CancellationToken cancellationToken)
    {
        await FailMaybeAsync(key);
        return await disk.WriteAsync(key, utf8Json, etag, cancellationToken);
    }

    public async ValueTask ClearAsync(StateKey key, string? etag, CancellationToken cancellationToken)
    {
        await FailMaybeAsync(key);
        await disk.ClearAsync(key, etag, cancellationToken);
    }

    private async Task FailMaybeAsync(StateKey key)
    {
        if (simulation.Faults.IsOn && simulation.Random.Chance(FailureRate))
        {
            await Task.Delay(simulation.Random.Between(TimeSpan.Zero, Longest), clock);
            count(Failed);
            throw new IOException($"The disk failed on {key}.");
        }
    }
}
