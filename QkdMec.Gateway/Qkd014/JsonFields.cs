using System.Text.Json;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Reads the flat JSON objects of the key delivery API without building them.</summary>
internal static class JsonFields
{
    /// <summary>Enters the object.</summary>
    /// <exception cref="JsonException">There is none.</exception>
    public static void Begin(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }
    }

    /// <summary>Moves to the value of the next field. False: the object has ended.</summary>
    public static bool Next(ref Utf8JsonReader reader, out JsonField field)
    {
        reader.Read();
        field = reader.TokenType == JsonTokenType.PropertyName ? Name(ref reader) : JsonField.Other;
        return reader.TokenType == JsonTokenType.PropertyName && reader.Read();
    }

    /// <summary>Makes sure that nothing follows the object.</summary>
    /// <exception cref="JsonException">Something does.</exception>
    public static void End(ref Utf8JsonReader reader)
    {
        if (reader.Read())
        {
            throw new JsonException();
        }
    }

    /// <summary>An integer, or null for null.</summary>
    public static int? ReadInteger(ref Utf8JsonReader reader, string name, ref string? fault)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value))
        {
            return value;
        }

        fault ??= $"{name} shall be an integer";
        reader.Skip();
        return null;
    }

    private static JsonField Name(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("number"u8) ? JsonField.Number
        : reader.ValueTextEquals("size"u8) ? JsonField.Size
        : reader.ValueTextEquals("key_IDs"u8) ? JsonField.KeyIds
        : reader.ValueTextEquals("key_ID"u8) ? JsonField.KeyId
        : reader.ValueTextEquals("additional_slave_SAE_IDs"u8) ? JsonField.AdditionalSlaves
        : reader.ValueTextEquals("extension_mandatory"u8) ? JsonField.Mandatory
        : reader.ValueTextEquals("extension_optional"u8) ? JsonField.Optional
        : JsonField.Other;
}

/// <summary>The fields of the standard's requests.</summary>
internal enum JsonField
{
    /// <summary>Not the standard's.</summary>
    Other,

    /// <summary>How many keys.</summary>
    Number,

    /// <summary>The size of each.</summary>
    Size,

    /// <summary>The list of ids.</summary>
    KeyIds,

    /// <summary>One id.</summary>
    KeyId,

    /// <summary>Who else gets the keys.</summary>
    AdditionalSlaves,

    /// <summary>Extensions that must be honoured.</summary>
    Mandatory,

    /// <summary>Extensions that may be ignored.</summary>
    Optional,
}
