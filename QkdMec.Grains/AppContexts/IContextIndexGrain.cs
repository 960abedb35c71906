using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <summary>
/// The ids of a host's contexts, as a tree by their leading digits, so that no node grows with their number. Key: <c>site/host</c> for the
/// root, <c>site/host/digits</c> below it. A context is in before it is acknowledged; what is in need not be there any more.
/// </summary>
[Alias(TypeAliases.ContextIndexGrain)]
public interface IContextIndexGrain : IGrainWithStringKey
{
    /// <summary>Adds ids; those that are in stay.</summary>
    Task AddAsync(ImmutableArray<string> contexts, CancellationToken cancellationToken);

    /// <summary>Removes an id; nothing to do when it is not in.</summary>
    Task RemoveAsync(string context, CancellationToken cancellationToken);

    /// <summary>The ids after <paramref name="after"/> in ordinal order, at most <paramref name="count"/>.</summary>
    Task<ImmutableArray<string>> ListAsync(string after, int count, CancellationToken cancellationToken);
}
