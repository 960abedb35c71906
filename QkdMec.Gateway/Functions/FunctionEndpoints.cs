using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Gateway.Functions;

/// <summary>The requests below the <c>referenceURI</c> of an app context (ADR 0007).</summary>
public static class FunctionEndpoints
{
    /// <summary>Where the requests of a context start: <c>/functions/v1/{site}/{host}/{contextId}</c>.</summary>
    public const string Root = "/functions/v1";

    /// <summary>The path of a context's end point, to append to the gateway's address.</summary>
    public static string PathOf(string site, string host, string contextId) => $"{Root}/{site}/{host}/{contextId}";

    /// <summary>Registers what requests to contexts need, by whatever protocol they come.</summary>
    internal static IServiceCollection AddFunctionGate(this IServiceCollection services) => services.AddSingleton<FunctionGate>().AddSingleton<ContextPlaces>().AddSingleton<StepWatchers>().AddSingleton<StepWatch>();

    /// <summary>Adds negotiation, key, invocations and steps.</summary>
    public static IEndpointRouteBuilder MapFunctions(this IEndpointRouteBuilder endpoints)
    {
        var context = endpoints.MapGroup(Root + "/{site}/{host}/{contextId}").ForDevices();
        context.MapPost("/negotiation", Handle(WithDocument(SecurityContextJson.Default.NegotiationRequest, NegotiationOperation.RunAsync), FunctionBodies.WriteAsync));
        context.MapPost("/key", Handle(WithDocument(SecurityContextJson.Default.KeyActivationRequest, KeyOperation.RunAsync), (http, _) => FunctionBodies.WriteNothingAsync(http)));
        context.MapPost("/invocations", Handle((http, call) => FunctionBodies.WithMessageAsync(http, call, InvocationOperation.RunAsync), FunctionBodies.WriteAsync));
        context.MapPost("/steps", Handle(WithDocument(StepJson.Default.StepList, StepOperation.RunAsync), (http, _) => FunctionBodies.WriteNothingAsync(http)));
        return endpoints;
    }

    private static Func<HttpContext, FunctionCall, Task<FunctionAnswer<T>>> WithDocument<TDocument, T>(
        JsonTypeInfo<TDocument> type, Func<FunctionCall, TDocument, Task<FunctionAnswer<T>>> operation) where TDocument : class =>
        (http, call) => FunctionBodies.WithDocumentAsync(http, call, type, operation);

    private static RequestDelegate Handle<T>(Func<HttpContext, FunctionCall, Task<FunctionAnswer<T>>> operation, Func<HttpContext, T, Task> write) =>
        http => AnswerAsync(http, operation, write);

    private static async Task AnswerAsync<T>(HttpContext http, Func<HttpContext, FunctionCall, Task<FunctionAnswer<T>>> operation, Func<HttpContext, T, Task> write)
    {
        var gate = http.RequestServices.GetRequiredService<FunctionGate>();
        var address = new ContextAddress(Value(http, "site"), Value(http, "host"), Value(http, "contextId"));
        var answer = await gate.RunAsync(http, address, call => operation(http, call), http.RequestAborted);
        if (answer.MovedTo is { } place)
        {
            var asked = http.Request.Path.Value!;
            http.Response.Headers.Location = http.RequestServices.GetRequiredService<GatewayAddress>().Absolute(place.Path + asked[asked.LastIndexOf('/')..]);
        }

        await (answer.IsRefused ? FunctionProblems.WriteAsync(http, answer.Refusal) : write(http, answer.Value!));
    }

    private static string? Value(HttpContext http, string name) => http.Request.RouteValues[name] as string;
}
