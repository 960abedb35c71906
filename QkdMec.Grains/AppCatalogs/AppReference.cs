using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>How a device names the application it wants.</summary>
/// <param name="AppDId">The id of its descriptor; without it the rest decides.</param>
/// <param name="Name">Its name.</param>
/// <param name="Provider">Its provider.</param>
/// <param name="SoftVersion">The version of its software; null takes any.</param>
/// <param name="DVersion">The version of its descriptor.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.AppReference)]
public sealed record AppReference(
    [property: Id(0)] string? AppDId,
    [property: Id(1)] string Name,
    [property: Id(2)] string Provider,
    [property: Id(3)] string? SoftVersion,
    [property: Id(4)] string DVersion)
{
    /// <summary>Whether name, provider and versions are those of an application.</summary>
    public bool Fits(AppIdentity app) =>
        Name == app.Name && Provider == app.Provider && DVersion == app.DVersion && (SoftVersion is null || SoftVersion == app.SoftVersion);
}
