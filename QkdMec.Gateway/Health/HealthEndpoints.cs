using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace QkdMec.Gateway.Health;

/// <summary><c>/healthz</c>: the process lives.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/healthz", () => Results.Text("ok")).ExcludeFromDescription();
}
