using QkdMec.Grains.Identity;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>What the host end of a security context keeps durably: what it is for and which generation was the last. No key, no counter.</summary>
[GenerateSerializer, Alias(TypeAliases.SecurityContextState)]
public sealed class SecurityContextState
{
    /// <summary>What the context is for; null before it is bound.</summary>
    [Id(0)]
    public SecurityContextBinding? Binding { get; set; }

    /// <summary>The highest generation a key was fetched for; 0 before the first.</summary>
    [Id(1)]
    public long LastGeneration { get; set; }

    /// <summary>The id of the key of that generation; a key id activates once.</summary>
    [Id(2)]
    public Guid LastKeyId { get; set; }
}
