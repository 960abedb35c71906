using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Access;

namespace QkdMec.Gateway.Metrics;

/// <summary><c>/metrics</c>: the instruments of this process for Prometheus.</summary>
internal static class MetricEndpoints
{
    public static IServiceCollection AddMetricStore(this IServiceCollection services) => services.AddSingleton<MetricStore>();

    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        // It listens from the start, not from the first scrape.
        var store = routes.ServiceProvider.GetRequiredService<MetricStore>();
        routes.MapGet("/metrics", () => Results.Text(PrometheusText.Write(store), PrometheusText.MediaType)).ForMetrics().ExcludeFromDescription();
    }
}
