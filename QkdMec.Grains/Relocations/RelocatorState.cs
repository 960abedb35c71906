using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Relocations;

/// <summary>What is stored of the relocator.</summary>
[GenerateSerializer, Alias(TypeAliases.RelocatorState)]
internal sealed class RelocatorState
{
    /// <summary>Hosts that were given up and may still have something of contexts that left them; in ordinal order of their keys.</summary>
    [Id(0)]
    public List<HostId> Away { get; set; } = [];
}
