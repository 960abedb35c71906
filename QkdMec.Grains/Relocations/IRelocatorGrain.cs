using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Relocations;

/// <summary>
/// Moves contexts away from hosts that failed, are to be empty, are overloaded, or to which there is no key, and clears what a host still has of contexts
/// that left it while it was away. Key: <c>mec</c>. It decides when; each context's own grain moves it.
/// </summary>
[Alias(TypeAliases.RelocatorGrain)]
public interface IRelocatorGrain : IGrainWithStringKey
{
    /// <summary>Sets it going after a start; nothing to do when it runs.</summary>
    Task WakeAsync(CancellationToken cancellationToken);

    /// <summary>What it did for each host since it was set going, in ordinal order of the hosts' keys.</summary>
    Task<ImmutableArray<RelocationStatus>> ListAsync(CancellationToken cancellationToken);
}
