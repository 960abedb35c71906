using Microsoft.AspNetCore.Http;

namespace QkdMec.Gateway.Documents;

/// <summary>What may stand in a query.</summary>
internal static class StrictQuery
{
    /// <summary>Refuses keys that are not known.</summary>
    /// <exception cref="BadHttpRequestException">There is one.</exception>
    public static void Allow(HttpContext http, params ReadOnlySpan<string> known)
    {
        foreach (var key in http.Request.Query.Keys)
        {
            if (!known.Contains(key))
            {
                throw Malformed($"The query key '{key}' is not known here.");
            }
        }
    }

    /// <summary>A refusal of a query.</summary>
    public static BadHttpRequestException Malformed(string reason) => new(reason, StatusCodes.Status400BadRequest);
}
