using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.KeyDeliveries;

namespace QkdMec.Gateway.Qkd014;

/// <summary>The key delivery API of one KME: ETSI GS QKD 014 V1.1.1 over mutual TLS.</summary>
public static class Qkd014Application
{
    /// <summary>Builds the listener; it listens once it is started.</summary>
    /// <param name="options">Address, certificates and limits.</param>
    /// <param name="keys">The KME's keys.</param>
    /// <param name="more">Further registrations, such as logging.</param>
    public static WebApplication Build(Qkd014Options options, KeyDelivery keys, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.AddLogging().AddSingleton<IMemoryPoolFactory<byte>, ClearingMemoryPoolFactory>();
        more?.Invoke(builder.Services);

        PutBehindKestrel(builder.Services, keys, options);
        return builder.Build();
    }

    private static void PutBehindKestrel(IServiceCollection services, KeyDelivery keys, Qkd014Options options)
    {
        var kestrel = services.Last(service => service.ServiceType == typeof(IServer)).ImplementationType!;
        services.AddSingleton(kestrel);
        services.AddSingleton<IServer>(provider => new KeyServer(
            (IServer)provider.GetRequiredService(kestrel),
            new KeyApi(keys, options, provider.GetRequiredService<ILogger<KeyApi>>()),
            new KeyApiInstruments(keys.Kme.Value)));
    }

    private static void Configure(KestrelServerOptions kestrel, Qkd014Options options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        kestrel.Limits.RequestHeadersTimeout = options.HeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = options.KeepAliveTimeout;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(options.MinBodyBytesPerSecond, options.BodyGrace);
        var handshakes = new Handshakes(options);
        var saes = new SaeConnections(options);
        kestrel.Listen(options.Address, options.Port, listen =>
        {
            // One request at a time on a connection: its identity and its buffers are kept with it.
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(handshakes.Begin);
            listen.UseHttps(SaeTls.For(options));
            listen.Use(handshakes.End);
            listen.Use(saes.Attach);
        });
    }
}
