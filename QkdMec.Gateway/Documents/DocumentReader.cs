using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace QkdMec.Gateway.Documents;

/// <summary>Reads a JSON body, holds it to its shape and lists what is wrong.</summary>
internal static class DocumentReader
{
    private const int MaxDepth = 24;
    private const int MostFaultsTold = 8;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>The document in the body.</summary>
    /// <param name="http">The request.</param>
    /// <param name="shape">What it must look like.</param>
    /// <param name="type">How it becomes an object.</param>
    /// <param name="maxBytes">The largest body.</param>
    /// <exception cref="BadHttpRequestException">It is too large (413), or malformed (400): the message lists the faults.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http, DocumentShape shape, JsonTypeInfo<T> type, int maxBytes) =>
        Parse(await ReadBodyAsync(http, maxBytes), shape, type);

    /// <summary>The document in a text.</summary>
    /// <exception cref="BadHttpRequestException">It is malformed (400): the message lists the faults.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> body, DocumentShape shape, JsonTypeInfo<T> type)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            var faults = new List<string>();
            shape.Check(document.RootElement, "", faults);
            if (faults.Count > 0)
            {
                throw new BadHttpRequestException(Tell(faults), StatusCodes.Status400BadRequest);
            }

            return document.Deserialize(type) ?? throw new BadHttpRequestException("The document is null.", StatusCodes.Status400BadRequest);
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException(
                $"The body is not the JSON document that is expected here (line {fault.LineNumber + 1 ?? 1}).", StatusCodes.Status400BadRequest, fault);
        }
        catch (InvalidOperationException fault)
        {
            // Escapes such as a lone surrogate pass the parser and fail when the text is read.
            throw new BadHttpRequestException("The body holds a text that is not Unicode.", StatusCodes.Status400BadRequest, fault);
        }
    }

    private static string Tell(List<string> faults) => faults.Count <= MostFaultsTold
        ? string.Join(" ", faults)
        : $"{string.Join(" ", faults.Take(MostFaultsTold))} And {faults.Count - MostFaultsTold} more.";

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext http, int maxBytes)
    {
        if (http.Request.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        using var body = new MemoryStream();
        var buffer = new byte[4096];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) is var count and > 0)
        {
            body.Write(buffer, 0, count);
            if (body.Length > maxBytes)
            {
                throw TooLarge(maxBytes);
            }
        }

        return body.ToArray();
    }

    private static BadHttpRequestException TooLarge(int maxBytes) =>
        new($"The body is larger than {maxBytes} bytes.", StatusCodes.Status413PayloadTooLarge);
}
