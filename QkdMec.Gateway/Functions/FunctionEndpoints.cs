using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace QkdMec.Gateway.Functions;

/// <summary>The requests below the <c>referenceURI</c> of an app context (ADR 0007).</summary>
public static class FunctionEndpoints
{
    /// <summary>Where the requests of a context start: <c>/functions/v1/{site}/{host}/{contextId}</c>.</summary>
    public const string Root = "/functions/v1";

    /// <summary>The path of a context's end point, to append to the gateway's address.</summary>
    public static string PathOf(string site, string host, string contextId) => $"{Root}/{site}/{host}/{contextId}";

    /// <summary>Adds negotiation, key, invocations and steps.</summary>
    public static IEndpointRouteBuilder MapFunctions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGroup(Root + "/{site}/{host}/{contextId}");
        return endpoints;
    }
}
