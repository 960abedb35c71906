using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QkdMec.Client.DeviceApps;
using QkdMec.Client.KeyStores;
using QkdMec.Client.Saes;
using QkdMec.Protocols.Jose;

namespace QkdMec.Client.ReverseProxies;

/// <summary>The client perimeter as one application: reverse proxy, device app, SAE and client key store.</summary>
public static class ClientPerimeter
{
    /// <summary>Builds the application; it listens once it is started, and tears its contexts down when it is stopped.</summary>
    /// <param name="options">What it consists of.</param>
    /// <param name="more">Further registrations, such as logging or a clock.</param>
    /// <exception cref="ArgumentException">The options have faults; the message lists them.</exception>
    public static WebApplication Build(ClientPerimeterOptions options, Action<IServiceCollection>? more = null)
    {
        var faults = options.FindFaults();
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options.Address));
        builder.Services.AddRouting().AddSingleton(options);
        more?.Invoke(builder.Services);
        AddParts(builder.Services, options);

        var app = builder.Build();
        app.UseRouting();
        app.UseMiddleware<ProxyGuard>();
        var proxy = app.Services.GetRequiredService<ProxyEndpoints>();
        app.MapPost("/{appName}", proxy.InvokeAsync);
        app.MapDelete("/{appName}", proxy.CloseAsync);
        app.MapGet("/healthz", http => http.Response.WriteAsync("ok", http.RequestAborted));
        return app;
    }

    private static void AddParts(IServiceCollection services, ClientPerimeterOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new EdgeConnection(options.Token, options.GatewayAuthorities))
            .AddSingleton<HostChannels>().AddSingleton<ClientKeyStore>().AddSingleton<ContextFactory>().AddSingleton<ContextTable>();
        services.AddSingleton(provider => new DeviceApp(
            provider.GetRequiredService<EdgeConnection>(),
            new EdgePatience(provider.GetRequiredService<TimeProvider>(), options.EdgePatience),
            options.Gateway,
            options.DeviceAppId));
        services.AddSingleton(provider => new ContextFile(options.DataDirectory, provider.GetRequiredService<ILogger<ContextFile>>()));
        services.AddSingleton(new ClientIdentification(options.Clients)).AddSingleton<ProxyEndpoints>();
        services.AddHostedService(provider => provider.GetRequiredService<ContextTable>());
    }

    private static void Listen(KestrelServerOptions kestrel, Uri address)
    {
        kestrel.AddServerHeader = false;

        // Larger than arguments may be, so that a client app that sends too much reads its 413 instead of a broken connection.
        kestrel.Limits.MaxRequestBodySize = 4 * MessageLimits.MaxPayloadBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        if (IPAddress.TryParse(address.IdnHost, out var ip))
        {
            kestrel.Listen(ip, address.Port);
        }
        else
        {
            kestrel.ListenLocalhost(address.Port);
        }
    }
}
