using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Protocols.Qkd014Clients;

/// <summary>Reads key containers from UTF-8, without a string of any key.</summary>
internal static class KeyContainerReader
{
    private const int MaxKeyText = 16 * 1024;

    /// <summary>The first key; <see cref="KeyAnswerStatus.Unavailable"/> when the bytes are not a key container.</summary>
    public static KeyAnswer ReadOne(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var json = new Utf8JsonReader(utf8);
            return MoveToFirstKey(ref json) && ReadKey(ref json) is var (keyId, key) ? KeyAnswer.Delivered(keyId, key) : KeyAnswer.None(KeyAnswerStatus.Unavailable);
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            return KeyAnswer.None(KeyAnswerStatus.Unavailable);
        }
    }

    /// <summary>All keys, in order; <see cref="KeyAnswerStatus.Unavailable"/> when the bytes are not a whole key container.</summary>
    public static KeyAnswers ReadAll(ReadOnlySpan<byte> utf8)
    {
        List<DeliveredKey> keys = [];
        try
        {
            var json = new Utf8JsonReader(utf8);
            if (MoveToFirstKey(ref json) && ReadKeys(ref json, keys))
            {
                return KeyAnswers.Delivered(keys);
            }
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            // As any other answer that is no key container.
        }

        keys.ForEach(key => key.Dispose());
        return KeyAnswers.None(KeyAnswerStatus.Unavailable);
    }

    private static bool ReadKeys(ref Utf8JsonReader json, List<DeliveredKey> keys)
    {
        while (json.TokenType == JsonTokenType.StartObject)
        {
            if (ReadKey(ref json) is not var (keyId, key))
            {
                return false;
            }

            keys.Add(new DeliveredKey(keyId, key));
            json.Read();
        }

        return json.TokenType == JsonTokenType.EndArray;
    }

    private static bool MoveToFirstKey(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("keys"u8))
            {
                return json.Read() && json.TokenType == JsonTokenType.StartArray && json.Read() && json.TokenType == JsonTokenType.StartObject;
            }

            json.Skip();
        }

        return false;
    }

    private static (Guid Id, KeyMaterial Key)? ReadKey(ref Utf8JsonReader json)
    {
        var keyId = Guid.Empty;
        using var text = new ClearBytes(MaxKeyText);
        var textLength = -1;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isId = json.ValueTextEquals("key_ID"u8);
            var isKey = json.ValueTextEquals("key"u8);
            if (!json.Read())
            {
                break;
            }

            if (isId && json.TokenType == JsonTokenType.String)
            {
                _ = json.TryGetGuid(out keyId);
            }
            else if (isKey && json.TokenType == JsonTokenType.String && json.ValueSpan.Length <= MaxKeyText)
            {
                textLength = json.CopyString(text.Span);
            }
            else
            {
                json.Skip();
            }
        }

        return keyId != Guid.Empty && textLength > 0 ? Decode(keyId, text.Span[..textLength]) : null;
    }

    private static (Guid Id, KeyMaterial Key)? Decode(Guid keyId, ReadOnlySpan<byte> base64)
    {
        if (base64.Length % 4 != 0)
        {
            return null;
        }

        var padding = base64.EndsWith("=="u8) ? 2 : base64.EndsWith("="u8) ? 1 : 0;
        var key = new KeyMaterial(keyId.ToString(), (base64.Length / 4 * 3) - padding);
        if (Base64.DecodeFromUtf8(base64, key.Span, out _, out var written) == OperationStatus.Done && written == key.Length)
        {
            return (keyId, key);
        }

        key.Dispose();
        return null;
    }
}
