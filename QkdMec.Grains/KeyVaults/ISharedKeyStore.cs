using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyVaults;

/// <summary>
/// Where one site keeps the keys that several SAEs share, one record a key, encrypted at rest as blocks are. What a method did is durable when its task
/// has completed.
/// </summary>
/// <remarks>Every method throws <see cref="KeyVaultException"/> when the store fails; whether it took effect is then unknown.</remarks>
public interface ISharedKeyStore
{
    /// <summary>Stores keys, all or none. False: one of the ids is stored, or was voided.</summary>
    /// <param name="keys">Whose they are, and their ids.</param>
    /// <param name="bytes">The keys of that order, one behind the other, all of one length.</param>
    /// <param name="cancellationToken">Not looked at once the write began.</param>
    ValueTask<bool> StoreAsync(NewSharedKeys keys, KeyMaterial bytes, CancellationToken cancellationToken);

    /// <summary>What is known of a key; null when it is not there or was voided.</summary>
    ValueTask<SharedKeyRecord?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The bytes of a key; the receiver owns and disposes them. Null: it is not there or was voided.</summary>
    ValueTask<KeyMaterial?> LoadAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Notes when a SAE fetched keys; the first time stands.</summary>
    ValueTask MarkFetchedAsync(ImmutableArray<Guid> ids, SaeId reader, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Destroys keys, and keeps their ids from being stored until a time: a late message must not bring them back.</summary>
    ValueTask VoidAsync(ImmutableArray<Guid> ids, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Destroys what expired by now, and what all its SAEs fetched before a time. Answers how many records are left.</summary>
    ValueTask<long> SweepAsync(DateTimeOffset now, DateTimeOffset fetchedBefore, CancellationToken cancellationToken);
}
