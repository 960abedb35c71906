using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>A store of shared keys that notes every key it stores.</summary>
internal sealed class RecordingSharedKeys(ISharedKeyStore inner, KnownSecrets secrets) : ISharedKeyStore
{
    public ValueTask<bool> StoreAsync(NewSharedKeys keys, KeyMaterial bytes, CancellationToken cancellationToken)
    {
        var length = bytes.Length / keys.Ids.Length;
        for (var i = 0; i < keys.Ids.Length; i++)
        {
            using var key = KeyMaterial.CopyOf("shared key", bytes.Span.Slice(i * length, length));
            secrets.AddKey(keys.Ids[i], key);
        }

        return inner.StoreAsync(keys, bytes, cancellationToken);
    }

    public ValueTask<SharedKeyRecord?> FindAsync(Guid id, CancellationToken cancellationToken) => inner.FindAsync(id, cancellationToken);

    public ValueTask<KeyMaterial?> LoadAsync(Guid id, CancellationToken cancellationToken) => inner.LoadAsync(id, cancellationToken);

    public ValueTask MarkFetchedAsync(ImmutableArray<Guid> ids, SaeId reader, DateTimeOffset at, CancellationToken cancellationToken) =>
        inner.MarkFetchedAsync(ids, reader, at, cancellationToken);

    public ValueTask VoidAsync(ImmutableArray<Guid> ids, DateTimeOffset until, CancellationToken cancellationToken) => inner.VoidAsync(ids, until, cancellationToken);

    public ValueTask<long> SweepAsync(DateTimeOffset now, DateTimeOffset fetchedBefore, CancellationToken cancellationToken) =>
        inner.SweepAsync(now, fetchedBefore, cancellationToken);
}
