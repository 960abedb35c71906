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
                return KeyRequest.Faulty(isNumber ? "number shall be an integer" : "size shall be an integer");
            }

            number = isNumber ? value : number;
            size = isNumber ? size : value;
        }

        return new KeyRequest(number, size, null, null);
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
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return KeyRequest.Faulty(Qkd014Messages.Malformed);
        }
    }

    private static KeyRequest ReadObject(ref Utf8JsonReader reader, bool acceptsEmptySlaves)
    {
        var request = default(KeyRequest);
        JsonFields.Begin(ref reader);
        while (JsonFields.Next(ref reader, out var field))
        {
            request = ReadField(ref reader, field, request, acceptsEmptySlaves);
        }

        JsonFields.End(ref reader);
        return request.Extras is null ? request : request with { Fault = request.Fault ?? FaultOf(request.Extras) };
    }

    private static KeyRequest ReadField(ref Utf8JsonReader reader, JsonField field, KeyRequest request, bool acceptsEmptySlaves)
    {
        var fault = request.Fault;
        switch (field)
        {
            case JsonField.Number:
                return request with { Number = JsonFields.ReadInteger(ref reader, "number", ref fault), Fault = fault };
            case JsonField.Size:
                return request with { SizeBits = JsonFields.ReadInteger(ref reader, "size", ref fault), Fault = fault };
            case JsonField.AdditionalSlaves:
                return reader.TokenType == JsonTokenType.Null ? request : With(AdditionalSlaves.Read(ref reader), request, acceptsEmptySlaves);
            case JsonField.Mandatory:
                var mandatory = KeyExtensionReader.Read(ref reader).And(request.Extras?.Mandatory ?? default);
                return request with { Extras = (request.Extras ?? new()) with { Mandatory = mandatory } };
            case JsonField.Optional:
                var optional = KeyExtensionReader.Read(ref reader).And(request.Extras?.Optional ?? default);
                return request with { Extras = (request.Extras ?? new()) with { Optional = optional } };
            default:
                reader.Skip();
                return request;
        }
    }

    private static string? FaultOf(KeyRequestExtras extras) =>
        extras.Mandatory.HasUnknown ? Qkd014Messages.MandatoryNotSupported
        : extras.Mandatory.HasUnusable ? Qkd014Messages.MandatoryNotMet
        : null;

    private static KeyRequest With(AdditionalSlaves slaves, KeyRequest request, bool acceptsEmptySlaves) =>
        !slaves.IsEmpty ? request with { Extras = (request.Extras ?? new()) with { Slaves = slaves } }
        : acceptsEmptySlaves ? request
        : request with { Fault = request.Fault ?? Qkd014Messages.EmptyAdditionalSlaves };
}
