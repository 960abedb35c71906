using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>A location as the interface gave it.</summary>
/// <param name="CountryCode">ISO 3166, two capitals; null when the location names no country.</param>
/// <param name="Json">The whole location in the interface's words, to be given back unchanged.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.AppLocation)]
public sealed record AppLocation([property: Id(0)] string? CountryCode, [property: Id(1)] string Json);
