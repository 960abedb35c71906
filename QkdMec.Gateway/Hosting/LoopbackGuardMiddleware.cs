using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using QkdMec.Protocols.Loopback;

namespace QkdMec.Gateway.Hosting;

/// <summary>Asks the <see cref="LoopbackGuard"/> about every request.</summary>
internal sealed class LoopbackGuardMiddleware(RequestDelegate next, GatewayOptions options)
{
    private readonly LoopbackGuard guard = new(options.PublicBaseAddress is { } address ? [address] : []);

    public Task InvokeAsync(HttpContext http)
    {
        var request = Describe(http);
        var refusal = guard.CheckSender(request);

        // An unknown path and a wrong method are told as such, whatever the body is.
        if (refusal is null && http.GetEndpoint() is RouteEndpoint)
        {
            refusal = LoopbackGuard.CheckContentType(request);
        }

        return refusal is null ? next(http) : Problem.WriteAsync(http, refusal.Status, refusal.Code, refusal.Detail);
    }

    private static GuardedRequest Describe(HttpContext http) => new(
        http.Request.Method,
        http.Request.Host.Value,
        http.Request.Headers.Origin,
        http.Request.ContentType,
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true);
}
