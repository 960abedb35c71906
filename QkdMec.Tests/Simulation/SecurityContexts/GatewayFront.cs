using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Functions;
using QkdMec.Gateway.Hosting;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>The product's functions API without a server: each request runs on the simulation's thread.</summary>
internal sealed class GatewayFront
{
    private readonly IServiceProvider _services;
    private readonly Dictionary<string, RequestDelegate> _operations;

    public GatewayFront(IGrainFactory grains, TimeProvider clock, FunctionLimits limits)
    {
        _services = new ServiceCollection().AddSingleton(grains).AddSingleton(clock).AddSingleton(limits)
            .AddSingleton(new GatewayOptions()).AddSingleton<ContextOwners>().AddSingleton<ContextPlaces>().AddSingleton<FunctionGate>().BuildServiceProvider();
        var endpoints = new EndpointList(_services);
        endpoints.MapFunctions();
        _operations = endpoints.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .ToDictionary(endpoint => endpoint.RoutePattern.RawText!.Split('/')[^1], endpoint => endpoint.RequestDelegate!);
    }

    /// <summary>Answers a <c>POST</c> below the context's address.</summary>
    public async Task<GatewayReply> PostAsync(WorldContext context, string operation, byte[] body)
    {
        var http = new DefaultHttpContext { RequestServices = _services, User = Caller.Anybody.Principal };
        http.Request.Method = HttpMethods.Post;
        http.Request.ContentType = operation == "invocations" ? "application/jose" : "application/json";
        http.Request.ContentLength = body.Length;
        http.Request.Body = new MemoryStream(body);
        http.Request.RouteValues = new RouteValueDictionary
        {
            ["site"] = context.Id.Host.Site.Value, ["host"] = context.Id.Host.Name, ["contextId"] = context.Id.Context.Value,
        };
        var answer = new MemoryStream();
        http.Response.Body = answer;
        await _operations[operation](http);
        return new GatewayReply(http.Response.StatusCode, answer.ToArray());
    }

    private sealed class EndpointList(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => throw new NotSupportedException("Endpoints of this list have no middleware.");
    }
}
