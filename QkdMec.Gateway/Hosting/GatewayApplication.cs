using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Audits;
using QkdMec.Gateway.Functions;
using QkdMec.Gateway.Health;
using QkdMec.Gateway.Metrics;
using QkdMec.Gateway.Mx2;
using QkdMec.Gateway.OpenApi;
using QkdMec.Gateway.Operator;
using QkdMec.Gateway.Packages;

namespace QkdMec.Gateway.Hosting;

/// <summary>The gateway's listener: Mx2, functions, operator API, health and documents of the interfaces.</summary>
public static partial class GatewayApplication
{
    /// <summary>Whether this build has gRPC.</summary>
    internal static bool HasGrpc
    {
        get
        {
            var has = false;
            TellGrpc(ref has);
            return has;
        }
    }

    /// <summary>Builds the application; it listens once it is started.</summary>
    /// <param name="options">Address and limits.</param>
    /// <param name="grains">The grains behind it.</param>
    /// <param name="more">Further registrations, such as logging or what functions need.</param>
    /// <exception cref="ArgumentException">The options have faults; the message lists them.</exception>
    public static WebApplication Build(GatewayOptions options, IGrainFactory grains, Action<IServiceCollection>? more = null)
    {
        var faults = options.FindFaults();
        if (!faults.IsEmpty)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Apply(options));
        builder.Services.AddRouting().AddSingleton(options).AddSingleton(grains).AddSingleton<GatewayAddress>();
        builder.Services.AddMx2().AddPackages().AddOperator().AddHealth().AddMetricStore().AddOpenApiDocuments().AddAccess(options.Access).AddFunctionGate();
        AddGrpc(builder.Services);
        more?.Invoke(builder.Services);
        builder.Services.TryAddSingleton(TimeProvider.System);

        var app = builder.Build();
        app.UseMiddleware<OperatorLog>();
        app.UseMiddleware<AuditTrail>();
        UseGrpc(app);
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        app.UseMiddleware<SenderGuardMiddleware>();
        app.UseAccess();
        app.MapApis();
        return app;
    }

    private static void MapApis(this IEndpointRouteBuilder routes)
    {
        routes.MapMx2();
        routes.MapOperator();
        routes.MapHealth();
        routes.MapMetrics();
        routes.MapOpenApiDocuments();
        routes.MapFunctions();
        MapGrpc(routes);
    }

    // In a build without gRPC these are nothing: GatewayApplication.Grpc.cs is left out of it.
    static partial void TellGrpc(ref bool has);

    static partial void AddGrpc(IServiceCollection services);

    static partial void UseGrpc(IApplicationBuilder app);

    static partial void MapGrpc(IEndpointRouteBuilder routes);
}
