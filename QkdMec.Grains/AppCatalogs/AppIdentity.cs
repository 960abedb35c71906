using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>What tells one application from another beside its descriptor's id.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.AppIdentity)]
public sealed record AppIdentity(
    [property: Id(0)] string Name, [property: Id(1)] string Provider, [property: Id(2)] string SoftVersion, [property: Id(3)] string DVersion);
