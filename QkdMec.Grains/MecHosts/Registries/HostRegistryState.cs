using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>What is stored of the registry.</summary>
[GenerateSerializer, Alias(TypeAliases.HostRegistryState)]
internal sealed class HostRegistryState
{
    /// <summary>What differs from the configuration.</summary>
    [Id(0)]
    public HostEdits Edits { get; set; } = HostEdits.None;
}
