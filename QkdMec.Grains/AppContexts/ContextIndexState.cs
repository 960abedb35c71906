using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <summary>What is stored of a node of the index.</summary>
[GenerateSerializer, Alias(TypeAliases.ContextIndexState)]
internal sealed class ContextIndexState
{
    /// <summary>Whether the ids stand in the nodes below.</summary>
    [Id(0)]
    public bool IsSplit { get; set; }

    /// <summary>The ids of a node that is not split, in ordinal order.</summary>
    [Id(1)]
    public List<string> Contexts { get; set; } = [];
}
