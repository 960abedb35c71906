using System.Collections.Immutable;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>What came of bringing blocks into memory.</summary>
/// <param name="HasChanged">Whether something was brought or looked for, or the epoch or the run of the listener is another.</param>
/// <param name="Absent">The blocks that the vault has not got, or of which no lease was acknowledged: there is no key in them.</param>
internal readonly record struct LoadedBlocks(bool HasChanged, ImmutableArray<long> Absent);
