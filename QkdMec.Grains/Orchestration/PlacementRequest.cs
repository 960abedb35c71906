using System.Collections.Immutable;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Orchestration;

/// <summary>A context that needs a host.</summary>
/// <param name="Context">The context.</param>
/// <param name="DeviceApp">The device application; its site is the client's end of the key path.</param>
/// <param name="App">The application.</param>
/// <param name="Locations">Where the device wants its instances: the host must do for each; empty for anywhere.</param>
/// <param name="Excluded">Hosts that were tried in vain.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PlacementRequest)]
public sealed record PlacementRequest(
    [property: Id(0)] ContextId Context,
    [property: Id(1)] string DeviceApp,
    [property: Id(2)] CatalogApp App,
    [property: Id(5)] ImmutableArray<AppLocation> Locations,
    [property: Id(4)] ImmutableArray<HostId> Excluded)
{
    /// <summary>The number of the context's move that it is for; 0 for its creation.</summary>
    [Id(6)]
    public int Move { get; init; }
}
