using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using QkdMec.Protocols.Qkd014;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Reads a request for new keys. Fields that are not the standard's are passed over; a wrong type is a fault.</summary>
internal static class KeyRequestReader
{
    /// <summary>Reads the query of a GET; other parameters are passed over.</summary>
    public static KeyRequest ReadQuery(string? query)
    {
        int? number = null;
        int? size = null;
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var isNumber = pair.DecodeName().Span.SequenceEqual("number");
            if (!isNumber && !pair.DecodeName().Span.SequenceEqual("size"))
            {
                continue;
            }

            if (!int.TryParse(pair.DecodeValue().Span, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return new KeyRequest(null, null, isNumber ? "number shall be an integer" : "size shall be an integer");
            }

            number = isNumber ? value : number;
            size = isNumber ? size : value;
        }

        return new KeyRequest(number, size, null);
    }

    /// <summary>Reads the body of a POST; an empty one asks for one key of the default size.</summary>
    public static KeyRequest ReadBody(in ReadOnlySequence<byte> body, bool acceptsEmptySlaves)
    {
        if (body.IsEmpty)
        {
            return default;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            return ReadObject(ref reader, acceptsEmptySlaves);
        }
        catch (JsonException)
        {
            return new KeyRequest(null, null, Qkd014Messages.Malformed);
        }
    }

    private static KeyRequest ReadObject(ref Utf8JsonReader reader, bool acceptsEmptySlaves)
    {
        var (number, size, fault) = ((int?)null, (int?)null, (string?)null);
        JsonFields.Begin(ref reader);
        while (JsonFields.Next(ref reader, out var field))
        {
            switch (field)
            {
                case JsonField.Number:
                    number = JsonFields.ReadInteger(ref reader, "number", ref fault);
                    break;
                case JsonField.Size:
                    size = JsonFields.ReadInteger(ref reader, "size", ref fault);
                    break;
                case JsonField.AdditionalSlaves:
                    fault ??= FaultOfSlaves(JsonFields.CountElements(ref reader, JsonTokenType.String), acceptsEmptySlaves);
                    break;
                case JsonField.Mandatory or JsonField.Optional:
                    var extensions = JsonFields.CountElements(ref reader, JsonTokenType.StartObject);
                    fault ??= field == JsonField.Mandatory && extensions > 0 ? Qkd014Messages.MandatoryNotSupported : null;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        JsonFields.End(ref reader);
        return new KeyRequest(number, size, fault);
    }

    private static string? FaultOfSlaves(int count, bool acceptsEmptySlaves) => count switch
    {
        > 0 => Qkd014Messages.NoAdditionalSlaves,
        0 when !acceptsEmptySlaves => Qkd014Messages.EmptyAdditionalSlaves,
        _ => null,
    };
}
