using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using QkdMec.Protocols.Loopback;

namespace QkdMec.Gateway.Hosting;

/// <summary>
/// Asks the <see cref="LoopbackGuard"/> about every request. Where others reach the gateway, only its public name is its own; what is open to everybody may be
/// asked for by any name, for load balancers look at it by address.
/// </summary>
internal sealed class SenderGuardMiddleware(RequestDelegate next, GatewayOptions options)
{
    private readonly LoopbackGuard guard = options.IsExposed
        ? new LoopbackGuard([options.PublicBaseAddress ?? options.Address], takesLoopbackNames: false)
        : new LoopbackGuard(options.PublicBaseAddress is { } address ? [address] : []);

    public Task InvokeAsync(HttpContext http)
    {
        var request = Describe(http);
        var refusal = IsForEverybody(http) ? null : guard.CheckSender(request);

        // An unknown path and a wrong method are told as such, whatever the body is. Another protocol's media type is one that pages cannot send without asking.
        if (refusal is null && http.GetEndpoint() is RouteEndpoint && http.Features.Get<IProblemForm>() is null)
        {
            refusal = LoopbackGuard.CheckContentType(request);
        }

        return refusal is null ? next(http) : Problem.WriteAsync(http, refusal.Status, refusal.Code, refusal.Detail);
    }

    private bool IsForEverybody(HttpContext http) => options.IsExposed && http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static GuardedRequest Describe(HttpContext http) => new(
        http.Request.Method,
        http.Request.Host.Value,
        http.Request.Headers.Origin,
        http.Request.ContentType,
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true);
}
