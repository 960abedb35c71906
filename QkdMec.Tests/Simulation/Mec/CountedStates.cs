using QkdMec.Embedded.Storage;

namespace QkdMec.Tests.Simulation.Mec;

/// <summary>A store whose writes are counted before and after they take effect.</summary>
internal sealed class CountedStates(IGrainStateStore inner, EffectCounter effects) : IGrainStateStore
{
    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken) => inner.ReadAsync(key, cancellationToken);

    public async ValueTask<string> WriteAsync(StateKey key, ReadOnlyMemory<byte> utf8Json, string? etag, CancellationToken cancellationToken)
    {
        await effects.PassAsync($"before write {key.StateName}");
        var version = await inner.WriteAsync(key, utf8Json, etag, cancellationToken);
        await effects.PassAsync($"after write {key.StateName}");
        return version;
    }

    public async ValueTask ClearAsync(StateKey key, string? etag, CancellationToken cancellationToken)
    {
        await effects.PassAsync($"before clear {key.StateName}");
        await inner.ClearAsync(key, etag, cancellationToken);
        await effects.PassAsync($"after clear {key.StateName}");
    }
}
