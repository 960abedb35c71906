using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Hosting;
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
        var outcome = await InvokeAsync(call, request);
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

    /// <summary>Only a call that no grain had says that the function did not run. Whatever else went wrong, such as a silo that died, may have come after it did.</summary>
    private static async Task<InvocationOutcome> InvokeAsync(FunctionCall call, SealedRequest request)
    {
        try
        {
            return await call.WaitAsync(call.Context.InvokeAsync(request, CancellationToken.None), call.Limits.InvokeWithin);
        }
        catch (OrleansException fault) when (!CallRefusals.WasNotTaken(fault))
        {
            return new InvocationOutcome(InvocationStatus.OutcomeLost, []);
        }
    }
}
