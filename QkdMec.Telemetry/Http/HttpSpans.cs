using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace QkdMec.Telemetry.Http;

/// <summary>Describes the spans of HTTP requests after OpenTelemetry's conventions: method, route and status; never path, query, header or body.</summary>
public static class HttpSpans
{
    private static readonly string[] UntracedPaths = ["/metrics", "/healthz", "/readyz"];

    /// <summary>Adds the description to a web application, and sees that a request brings a trace's id and nothing more; safe twice.</summary>
    public static IServiceCollection AddHttpSpans(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, HttpSpanFilter>());
        services.AddSingleton<DistributedContextPropagator, TraceParentPropagator>();
        return services;
    }

    private static Task TraceAsync(HttpContext http, RequestDelegate next)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span)
        {
            return next(http);
        }

        if (UntracedPaths.Any(path => http.Request.Path == path))
        {
            // Asked every few seconds by machines: nobody would find the traces of users among theirs.
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return next(http);
        }

        return DescribeAsync(span, http, next);
    }

    private static async Task DescribeAsync(Activity span, HttpContext http, RequestDelegate next)
    {
        var method = HttpMethods.GetCanonicalizedValue(http.Request.Method);
        try
        {
            await next(http);
        }
        finally
        {
            Describe(span, http, method);
        }
    }

    private static void Describe(Activity span, HttpContext http, string method)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", http.Response.StatusCode);
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    private sealed class HttpSpanFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
        {
            application.Use(TraceAsync);
            next(application);
        };
    }
}
