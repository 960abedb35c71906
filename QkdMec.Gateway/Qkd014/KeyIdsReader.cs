using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Reads the ids of keys to fetch into a batch.</summary>
internal static class KeyIdsReader
{
    /// <summary>Reads <c>key_ID</c> of a query.</summary>
    public static KeyIdsFault ReadQuery(string? query, KeyBatch keys)
    {
        Span<byte> text = stackalloc byte[KeyId.TextLength];
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (!pair.DecodeName().Span.SequenceEqual("key_ID"))
            {
                continue;
            }

            var value = pair.DecodeValue().Span;
            if (value.Length != KeyId.TextLength || !Ascii.IsValid(value) || Encoding.ASCII.GetBytes(value, text) != text.Length || !KeyId.TryParse(text, out var id))
            {
                return KeyIdsFault.NoKeyId;
            }

            keys.Add(id);
        }

        return keys.Count switch
        {
            0 => KeyIdsFault.Empty,
            1 => KeyIdsFault.None,
            _ => KeyIdsFault.TooMany,
        };
    }

    /// <summary>Reads <c>{"key_IDs":[{"key_ID":"…"}]}</c>.</summary>
    public static KeyIdsFault ReadBody(in ReadOnlySequence<byte> body, int most, KeyBatch keys)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var fault = KeyIdsFault.None;
            JsonFields.Begin(ref reader);
            while (JsonFields.Next(ref reader, out var field))
            {
                if (field == JsonField.KeyIds)
                {
                    fault = Worse(fault, ReadList(ref reader, most, keys));
                }
                else
                {
                    reader.Skip();
                }
            }

            JsonFields.End(ref reader);
            return fault == KeyIdsFault.None && keys.Count == 0 ? KeyIdsFault.Empty : fault;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return KeyIdsFault.Malformed;
        }
    }

    private static KeyIdsFault ReadList(ref Utf8JsonReader reader, int most, KeyBatch keys)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return KeyIdsFault.None;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var fault = KeyIdsFault.None;
        for (var count = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            fault = Worse(fault, ReadEntry(ref reader, out var id));
            if (count >= most)
            {
                fault = KeyIdsFault.TooMany;
            }
            else if (fault == KeyIdsFault.None)
            {
                keys.Add(id);
            }
        }

        return fault;
    }

    private static KeyIdsFault ReadEntry(ref Utf8JsonReader reader, out KeyId id)
    {
        (id, var found, var valid) = (default, false, true);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (JsonFields.Next(ref reader, out var field))
        {
            if (field != JsonField.KeyId)
            {
                reader.Skip();
                continue;
            }

            found = reader.TokenType == JsonTokenType.String ? true : throw new JsonException();
            valid = TryRead(ref reader, out id);
        }

        return !found ? throw new JsonException() : valid ? KeyIdsFault.None : KeyIdsFault.NoKeyId;
    }

    private static bool TryRead(ref Utf8JsonReader reader, out KeyId id)
    {
        id = default;
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (length > 6 * KeyId.TextLength)
        {
            return false;
        }

        Span<byte> text = stackalloc byte[6 * KeyId.TextLength];
        return KeyId.TryParse(text[..reader.CopyString(text)], out id);
    }

    private static KeyIdsFault Worse(KeyIdsFault one, KeyIdsFault other) => one > other ? one : other;
}

/// <summary>What is wrong with a list of ids, from nothing to worst.</summary>
internal enum KeyIdsFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One of them is no key id, so no key is found by it.</summary>
    NoKeyId,

    /// <summary>There are none.</summary>
    Empty,

    /// <summary>There are too many.</summary>
    TooMany,

    /// <summary>The body is not of the standard's form.</summary>
    Malformed,
}
