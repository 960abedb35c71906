using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyVaults;

/// <summary>What is known of a key that several SAEs share, without its bytes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Master">Who had it made.</param>
/// <param name="ExpiresAt">Until when it can be fetched.</param>
/// <param name="Readers">Who may fetch it here, in ordinal order of their ids.</param>
public sealed record SharedKeyRecord(Guid Id, SaeId Master, DateTimeOffset ExpiresAt, ImmutableArray<SharedKeyReader> Readers);

/// <summary>A SAE that may fetch a shared key.</summary>
/// <param name="Sae">The SAE.</param>
/// <param name="FetchedAt">When it did, first; null: not yet.</param>
public readonly record struct SharedKeyReader(SaeId Sae, DateTimeOffset? FetchedAt);
