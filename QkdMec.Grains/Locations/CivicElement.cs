using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Locations;

/// <summary>An element of a civic address (RFC 4776).</summary>
/// <param name="Type">What the value is, by the octet of RFC 4776, clause 3.4.</param>
/// <param name="Value">The value.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.CivicElement)]
public sealed record CivicElement([property: Id(0)] int Type, [property: Id(1)] string Value);
