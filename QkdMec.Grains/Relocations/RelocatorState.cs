namespace QkdMec.Grains.Relocations;

/// <summary>What is stored of the relocator.</summary>
[GenerateSerializer, Alias(Identity.TypeAliases.RelocatorState)]
internal sealed class RelocatorState
{
    /// <summary>By host the version of its entry in the registry up to which what it still had of contexts that left it is closed.</summary>
    [Id(0)]
    public Dictionary<string, long> ClearedAt { get; set; } = [];
}
