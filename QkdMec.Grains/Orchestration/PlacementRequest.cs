using System.Collections.Immutable;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Orchestration;

/// <summary>A context that needs a host.</summary>
/// <param name="Context">The context.</param>
/// <param name="DeviceApp">The device application; its site is the client's end of the key path.</param>
/// <param name="App">The application.</param>
/// <param name="Countries">Countries the device wants its instances in; empty for anywhere.</param>
/// <param name="Excluded">Hosts that were tried in vain.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PlacementRequest)]
public sealed record PlacementRequest(
    [property: Id(0)] ContextId Context,
    [property: Id(1)] string DeviceApp,
    [property: Id(2)] CatalogApp App,
    [property: Id(3)] ImmutableArray<string> Countries,
    [property: Id(4)] ImmutableArray<HostId> Excluded);
