using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Hosting;

namespace QkdMec.Gateway.Health;

/// <summary><c>/healthz</c>: the process lives; <c>/readyz</c>: it can serve.</summary>
internal static class HealthEndpoints
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<ReadinessProbe>();

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/readyz", AnswerAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ReadinessProbe probe) =>
        await probe.FindFaultAsync(http.RequestAborted) is { } fault
            ? Problem.Result(StatusCodes.Status503ServiceUnavailable, "not-ready", fault)
            : Results.Text("ready");
}
