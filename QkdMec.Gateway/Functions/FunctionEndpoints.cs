using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Access;
using QkdMec.Protocols.SecurityContexts;

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
        var context = endpoints.MapGroup(Root + "/{site}/{host}/{contextId}").ForDevices();
        context.MapPost("/negotiation", http => AnswerAsync(http, NegotiationOperation.AnswerAsync));
        context.MapPost("/key", http => AnswerAsync(http, KeyOperation.AnswerAsync));
        context.MapPost("/invocations", http => AnswerAsync(http, InvocationOperation.AnswerAsync));
        context.MapPost("/steps", http => AnswerAsync(http, StepOperation.AnswerAsync));
        return endpoints;
    }

    /// <summary>Finds the context's grain; whatever is dead or slow becomes a clear answer.</summary>
    private static async Task AnswerAsync(HttpContext http, Func<FunctionCall, Task> operation)
    {
        if (FunctionCall.TryCreate(http) is not { } call)
        {
            await FunctionProblems.WriteAsync(http, SecurityContextProblems.UnknownContext);
            return;
        }

        try
        {
            var owners = http.RequestServices.GetRequiredService<ContextOwners>();
            await (await owners.IsOwnAsync(http, call.ContextText) ? operation(call) : FunctionProblems.WriteAsync(http, SecurityContextProblems.UnknownContext));
        }
        catch (TimeoutException) when (!http.Response.HasStarted)
        {
            await FunctionProblems.WriteAsync(http, SecurityContextProblems.TimedOut);
        }
        catch (OrleansException) when (!http.Response.HasStarted)
        {
            await FunctionProblems.WriteAsync(http, SecurityContextProblems.HostUnavailable);
        }
    }
}
