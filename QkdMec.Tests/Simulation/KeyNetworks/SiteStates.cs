using QkdMec.Embedded.Storage;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>The grain states as one silo reaches them: those of its site on the site's own disk, those of links and network on one that all share.</summary>
internal sealed class SiteStates(string site, SnapshotStore own, SnapshotStore shared) : IGrainStateStore
{
    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken) => Of(key).ReadAsync(key, cancellationToken);

    public ValueTask<string> WriteAsync(StateKey key, ReadOnlyMemory<byte> utf8Json, string? etag, CancellationToken cancellationToken) =>
        Of(key).WriteAsync(key, utf8Json, etag, cancellationToken);

    public ValueTask ClearAsync(StateKey key, string? etag, CancellationToken cancellationToken) => Of(key).ClearAsync(key, etag, cancellationToken);

    private SnapshotStore Of(StateKey key) => key.GrainKey.StartsWith(site + "/", StringComparison.Ordinal) ? own : shared;
}
