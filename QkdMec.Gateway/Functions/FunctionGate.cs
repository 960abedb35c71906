using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Access;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Gateway.Functions;

/// <summary>Where every request to a context comes by: finds its grain and asks whose it is; whatever is dead or slow becomes a clear refusal.</summary>
internal sealed class FunctionGate(IGrainFactory grains, ContextOwners owners, ContextPlaces places, TimeProvider time, FunctionLimits? limits = null)
{
    /// <summary>How long the operations may take and how large requests may be.</summary>
    public FunctionLimits Limits { get; } = limits ?? new FunctionLimits();

    /// <summary>Carries out an operation on a context that is the caller's own.</summary>
    /// <param name="http">The request.</param>
    /// <param name="address">The context.</param>
    /// <param name="operation">What is done.</param>
    /// <param name="cancelled">The client is gone, or waits no longer.</param>
    public async Task<FunctionAnswer<T>> RunAsync<T>(HttpContext http, ContextAddress address, Func<FunctionCall, Task<FunctionAnswer<T>>> operation, CancellationToken cancelled)
    {
        if (address.ToId() is not { } id)
        {
            return FunctionAnswer.Refused<T>(SecurityContextProblems.UnknownContext);
        }

        var answer = await RunAsync(http, (address, id), operation, cancelled);
        return answer.Refusal is SecurityContextProblems.UnknownContext or SecurityContextProblems.HostUnavailable && await places.FindOtherAsync(http, id, cancelled) is { } other
            ? FunctionAnswer.Refused<T>(SecurityContextProblems.ContextMoved) with { MovedTo = other }
            : answer;
    }

    private async Task<FunctionAnswer<T>> RunAsync<T>(
        HttpContext http, (ContextAddress Address, SecurityContextId Id) context, Func<FunctionCall, Task<FunctionAnswer<T>>> operation, CancellationToken cancelled)
    {
        try
        {
            var call = new FunctionCall(grains.GetGrain<ISecurityContextGrain>(context.Id.ToGrainKey()), TraceIdOf(http), Limits, time, cancelled);
            return await owners.IsOwnAsync(http, context.Address.Context!) ? await operation(call) : FunctionAnswer.Refused<T>(SecurityContextProblems.UnknownContext);
        }
        catch (TimeoutException)
        {
            return FunctionAnswer.Refused<T>(SecurityContextProblems.TimedOut);
        }
        catch (OrleansException)
        {
            return FunctionAnswer.Refused<T>(SecurityContextProblems.HostUnavailable);
        }
    }

    private static string TraceIdOf(HttpContext http) =>
        TraceParent.TraceIdOf(http.Request.Headers[TraceParent.HeaderName]) is { Length: > 0 } sent
            ? sent
            : Activity.Current?.TraceId.ToHexString() ?? "";
}
