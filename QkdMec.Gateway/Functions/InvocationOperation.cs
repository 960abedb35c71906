using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Gateway.Functions;

/// <summary><c>POST …/invocations</c>: ciphertext in, ciphertext out.</summary>
internal static class InvocationOperation
{
    private const string MediaType = "application/jose";

    public static async Task AnswerAsync(FunctionCall call)
    {
        var http = call.Http;
        if (!RequestBody.Is(http.Request, MediaType))
        {
            await Problem.WriteAsync(http, StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "An invocation is application/jose.");
            return;
        }

        if (await RequestBody.ReadAsync(http.Request, MessageLimits.MaxMessageBytes, http.RequestAborted) is not { } body)
        {
            await FunctionProblems.WriteAsync(http, SecurityContextProblems.TooLarge);
            return;
        }

        // Whether the client still waits does not matter to the function: it runs once, to its end.
        var request = new SealedRequest(ImmutableCollectionsMarshal.AsImmutableArray(body), call.TraceId);
        var outcome = await call.WaitAsync(call.Context.InvokeAsync(request, CancellationToken.None), call.Limits.InvokeWithin);
        if (outcome.Status != InvocationStatus.Sealed)
        {
            await FunctionProblems.WriteAsync(http, FunctionProblems.CodeOf(outcome.Status));
            return;
        }

        http.Response.ContentType = MediaType;
        http.Response.ContentLength = outcome.SealedResult.Length;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(outcome.SealedResult.AsMemory(), http.RequestAborted);
    }
}
