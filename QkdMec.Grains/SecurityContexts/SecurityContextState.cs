using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>What the host end of a security context keeps durably: what it is for and which generation was the last. No key, no counter.</summary>
[GenerateSerializer, Alias(TypeAliases.SecurityContextState)]
public sealed class SecurityContextState
{
    /// <summary>
    /// Ids remembered. A KME repeats an answer for some seconds, so a key that was fetched can be had again for so long; a context activates a burst of 10
    /// and then one key a second.
    /// </summary>
    public const int MostKeyIds = 64;

    /// <summary>What the context is for; null before it is bound.</summary>
    [Id(0)]
    public SecurityContextBinding? Binding { get; set; }

    /// <summary>The highest generation a key was fetched for; 0 before the first.</summary>
    [Id(1)]
    public long LastGeneration { get; set; }

    /// <summary>The ids of the last keys, the newest last; a key id activates once.</summary>
    [Id(3)]
    public ImmutableArray<Guid> KeyIds { get; set; } = [];

    /// <summary>Notes that a key of this generation is about to be fetched.</summary>
    public void Take(long generation, Guid keyId)
    {
        LastGeneration = generation;
        KeyIds = [.. KeyIds.Skip(KeyIds.Length - MostKeyIds + 1), keyId];
    }
}
