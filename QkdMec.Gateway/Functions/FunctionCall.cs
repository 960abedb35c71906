using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Gateway.Functions;

/// <summary>A request to a context: what the operations share.</summary>
/// <param name="Http">The request.</param>
/// <param name="Context">The host end of the context.</param>
/// <param name="TraceId">W3C trace id; empty when there is none.</param>
internal sealed record FunctionCall(HttpContext Http, ISecurityContextGrain Context, string TraceId)
{
    /// <summary>The context's id.</summary>
    public string ContextText { get; } = Value(Http, "contextId") ?? "";

    /// <summary>How long the operations may take.</summary>
    public FunctionLimits Limits { get; } = Http.RequestServices.GetService<FunctionLimits>() ?? new FunctionLimits();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = Http.RequestServices.GetRequiredService<TimeProvider>();

    /// <summary>The call of a request; null when its path names no context.</summary>
    public static FunctionCall? TryCreate(HttpContext http)
    {
        var (site, host, context) = (Value(http, "site"), Value(http, "host"), Value(http, "contextId"));
        if (!Names.IsValid(site) || !Names.IsValid(host) || !Names.IsValid(context))
        {
            return null;
        }

        var id = new SecurityContextId(new HostId(SiteId.Parse(site), host!), ContextId.Parse(context));
        var grain = http.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<ISecurityContextGrain>(id.ToGrainKey());
        return new FunctionCall(http, grain, TraceIdOf(http));
    }

    /// <summary>Waits for a grain no longer than <paramref name="within"/>, and not for a client that is gone.</summary>
    public Task<T> WaitAsync<T>(Task<T> answer, TimeSpan within) => answer.WaitAsync(within, Time, Http.RequestAborted);

    private static string? Value(HttpContext http, string name) => http.Request.RouteValues[name] as string;

    private static string TraceIdOf(HttpContext http) =>
        TraceParent.TraceIdOf(http.Request.Headers[TraceParent.HeaderName]) is { Length: > 0 } sent
            ? sent
            : Activity.Current?.TraceId.ToHexString() ?? "";
}
