using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;

namespace QkdMec.Gateway.Operator;

/// <summary>A change that needs no words: no body, or an empty object.</summary>
internal sealed record EmptyDocument
{
    private static readonly ObjectShape Nothing = new([]);

    /// <summary>Makes sure that nothing is said that would not be heard.</summary>
    /// <exception cref="BadHttpRequestException">There is more.</exception>
    public static async Task RequireAsync(HttpContext http, int maxBytes)
    {
        if (http.Request.ContentLength is not (null or 0))
        {
            await DocumentReader.ReadAsync(http, Nothing, EmptyJson.Default.EmptyDocument, maxBytes);
        }
    }
}

/// <summary>How it is read.</summary>
[JsonSerializable(typeof(EmptyDocument))]
internal sealed partial class EmptyJson : JsonSerializerContext;
