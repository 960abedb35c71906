using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Grpc;

namespace QkdMec.Gateway.Hosting;

/// <summary>What a build with gRPC adds.</summary>
public static partial class GatewayApplication
{
    static partial void TellGrpc(ref bool has) => has = true;

    static partial void AddGrpc(IServiceCollection services) => services.AddGrpcApis();

    static partial void UseGrpc(IApplicationBuilder app) => app.UseGrpcProblems();

    static partial void MapGrpc(IEndpointRouteBuilder routes) => routes.MapGrpcApis();
}
