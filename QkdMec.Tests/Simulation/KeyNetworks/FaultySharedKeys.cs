using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>The shared keys of a vault that takes time and fails, as <see cref="FaultyVault"/> does.</summary>
internal sealed class FaultySharedKeys(FaultyVault vault) : ISharedKeyStore
{
    public ValueTask<bool> StoreAsync(NewSharedKeys keys, KeyMaterial bytes, CancellationToken cancellationToken)
    {
        var copy = bytes.Span.ToArray();
        return vault.ChangeAsync(async disk =>
        {
            using var stored = KeyMaterial.CopyOf("shared keys", copy);
            return await disk.SharedKeys.StoreAsync(keys, stored, CancellationToken.None);
        });
    }

    public ValueTask<SharedKeyRecord?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        vault.ActAsync(disk => disk.SharedKeys.FindAsync(id, cancellationToken));

    public ValueTask<KeyMaterial?> LoadAsync(Guid id, CancellationToken cancellationToken) =>
        vault.ActAsync(disk => disk.SharedKeys.LoadAsync(id, cancellationToken));

    public async ValueTask MarkFetchedAsync(ImmutableArray<Guid> ids, SaeId reader, DateTimeOffset at, CancellationToken cancellationToken) =>
        await vault.ChangeAsync(async disk =>
        {
            await disk.SharedKeys.MarkFetchedAsync(ids, reader, at, CancellationToken.None);
            return true;
        });

    public async ValueTask VoidAsync(ImmutableArray<Guid> ids, DateTimeOffset until, CancellationToken cancellationToken) =>
        await vault.ChangeAsync(async disk =>
        {
            await disk.SharedKeys.VoidAsync(ids, until, CancellationToken.None);
            return true;
        });

    public ValueTask<long> SweepAsync(DateTimeOffset now, DateTimeOffset fetchedBefore, CancellationToken cancellationToken) =>
        vault.ChangeAsync(disk => disk.SharedKeys.SweepAsync(now, fetchedBefore, CancellationToken.None));
}
