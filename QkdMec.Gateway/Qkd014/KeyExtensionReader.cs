using System.Text.Json;
using QkdMec.Grains.KeyDeliveries;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Reads <c>extension_mandatory</c> and <c>extension_optional</c>: arrays of objects, whose names carry a vendor's prefix.</summary>
/// <remarks>
/// Known are <c>qkdmec_route_type</c>, <c>"direct"</c> (made by a QKD link between the two KMEs) or <c>"indirect"</c> (relays allowed), and
/// <c>qkdmec_max_age</c>, milliseconds since the key material was made.
/// </remarks>
internal static class KeyExtensionReader
{
    /// <summary>Reads a list; null is an empty one.</summary>
    /// <exception cref="JsonException">It is no array of objects.</exception>
    public static KeyExtensions Read(ref Utf8JsonReader reader)
    {
        var extensions = default(KeyExtensions);
        if (reader.TokenType == JsonTokenType.Null)
        {
            return extensions;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            extensions = ReadObject(ref reader, extensions);
        }

        return extensions;
    }

    private static KeyExtensions ReadObject(ref Utf8JsonReader reader, KeyExtensions extensions)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRoute = reader.ValueTextEquals("qkdmec_route_type"u8);
            var isAge = reader.ValueTextEquals("qkdmec_max_age"u8);
            reader.Read();
            var demands = isRoute ? ReadRoute(ref reader) : isAge ? ReadAge(ref reader) : null;
            reader.Skip();
            extensions = demands is not null
                ? extensions.With(demands)
                : extensions with { HasUnknown = extensions.HasUnknown || !(isRoute || isAge), HasUnusable = extensions.HasUnusable || isRoute || isAge };
        }

        return extensions;
    }

    private static KeyDemands? ReadRoute(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? null
        : reader.ValueTextEquals("direct"u8) ? new KeyDemands(true, null)
        : reader.ValueTextEquals("indirect"u8) ? new KeyDemands(false, null)
        : null;

    private static KeyDemands? ReadAge(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var milliseconds) && milliseconds >= 0
            ? new KeyDemands(false, TimeSpan.FromMilliseconds(milliseconds))
            : null;
}
