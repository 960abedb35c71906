using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyVaults;

/// <summary>Keys to be stored for several SAEs.</summary>
/// <param name="Ids">Their ids, random ones.</param>
/// <param name="Master">Who had them made.</param>
/// <param name="Readers">Who may fetch them here, each once.</param>
/// <param name="ExpiresAt">Until when, to the millisecond.</param>
public sealed record NewSharedKeys(ImmutableArray<Guid> Ids, SaeId Master, ImmutableArray<SaeId> Readers, DateTimeOffset ExpiresAt);
