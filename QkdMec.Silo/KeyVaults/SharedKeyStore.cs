using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Silo.KeyVaults;

/// <summary>The shared keys of a vault, in its database, under its master key and through its writer.</summary>
internal sealed class SharedKeyStore(MasterKey master, VaultLane writer, IVaultReader reader) : ISharedKeyStore
{
    /// <inheritdoc/>
    public ValueTask<bool> StoreAsync(NewSharedKeys keys, KeyMaterial bytes, CancellationToken cancellationToken)
    {
        var length = bytes.Length / keys.Ids.Length;
        var secrets = ImmutableArray.CreateBuilder<(byte[], byte[])>(keys.Ids.Length);
        for (var i = 0; i < keys.Ids.Length; i++)
        {
            secrets.Add(VaultEnvelope.Seal(master, Bind(keys.Ids[i], keys.Master.Value), bytes.Span.Slice(i * length, length)));
        }

        var made = secrets.MoveToImmutable();
        return new(writer.RunAsync(session => SharedKeyTables.Insert(session, keys, made)));
    }

    /// <inheritdoc/>
    public ValueTask<SharedKeyRecord?> FindAsync(Guid id, CancellationToken cancellationToken) => reader.ReadAsync(session => SharedKeyTables.Find(session, id));

    /// <inheritdoc/>
    public async ValueTask<KeyMaterial?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(session => SharedKeyTables.ReadSecret(session, id)) is not { } found)
        {
            return null;
        }

        try
        {
            return VaultEnvelope.Open(master, $"shared key {id}", Bind(id, found.Master), found.Wrapped, found.Sealed);
        }
        catch (CryptographicException error)
        {
            throw new KeyVaultException($"shared key {id} was changed in the vault", error);
        }
    }

    /// <inheritdoc/>
    public ValueTask MarkFetchedAsync(ImmutableArray<Guid> ids, SaeId reader, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(writer.RunAsync(session => SharedKeyTables.MarkFetched(session, ids, reader, at)));

    /// <inheritdoc/>
    public ValueTask VoidAsync(ImmutableArray<Guid> ids, DateTimeOffset until, CancellationToken cancellationToken) =>
        new(writer.RunAsync(session => SharedKeyTables.Void(session, ids, until), destroys: true));

    /// <inheritdoc/>
    public ValueTask<long> SweepAsync(DateTimeOffset now, DateTimeOffset fetchedBefore, CancellationToken cancellationToken) =>
        new(writer.RunAsync(session => SharedKeyTables.Sweep(session, now, fetchedBefore), destroys: true));

    private static byte[] Bind(Guid id, string master) => Encoding.UTF8.GetBytes($"shared key {id:D} {master}");
}
