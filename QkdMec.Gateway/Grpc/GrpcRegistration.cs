using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Access;
using QkdMec.Protocols.Jose;

namespace QkdMec.Gateway.Grpc;

/// <summary>Registers what the gateway speaks by gRPC.</summary>
internal static class GrpcRegistration
{
    /// <summary>The names of a context and the frames of its fields, beside the largest sealed message.</summary>
    private const int RoomForNames = 1024;

    public static void AddGrpcApis(this IServiceCollection services)
    {
        services.AddGrpc();
        services.Configure<GrpcServiceOptions>(options =>
        {
            options.IgnoreUnknownServices = true;
            options.EnableDetailedErrors = false;
            options.MaxReceiveMessageSize = MessageLimits.MaxMessageBytes + RoomForNames;
            options.MaxSendMessageSize = MessageLimits.MaxMessageBytes + RoomForNames;

            // Ciphertext does not shrink, and what a compressed message grows to has no bound.
            options.CompressionProviders.Clear();
            options.Interceptors.Add<FaultInterceptor>();
        });
    }

    public static void UseGrpcProblems(this IApplicationBuilder app) => app.Use(GrpcProblemForm.UseAsync);

    public static void MapGrpcApis(this IEndpointRouteBuilder routes) => routes.MapGrpcService<FunctionService>().ForDevices();
}
