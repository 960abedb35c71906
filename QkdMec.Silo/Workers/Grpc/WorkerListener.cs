using System.Net;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using QkdMec.Protocols.Jose;
using QkdMec.Telemetry.Http;

namespace QkdMec.Silo.Workers.Grpc;

/// <summary>A worker's listener: gRPC over HTTP/2 with mutual TLS, and nothing else.</summary>
internal static class WorkerListener
{
    /// <summary>The name of a session and the frames of fields, beside the largest sealed message.</summary>
    public const int RoomForNames = 1024;

    private const int MaxConnections = 256;

    /// <summary>Builds it; it listens once it is started.</summary>
    public static WebApplication Build(WorkerParts parts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Apply(kestrel, parts));
        builder.Services.AddRouting().AddHttpSpans().AddSingleton(parts.Logging).AddSingleton(parts.Desk);
        builder.Services.AddGrpc();
        builder.Services.Configure<GrpcServiceOptions>(Limit);
        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<WorkerService>();
        return app;
    }

    private static void Apply(KestrelServerOptions kestrel, WorkerParts parts)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Limits.MaxRequestBodySize = MessageForm.Activation.MaxMessageBytes + (2 * RoomForNames);
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Listen(IPAddress.Parse(parts.Settings.Listen.DnsSafeHost), parts.Settings.Listen.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                HandshakeTimeout = parts.Settings.HandshakeTimeout,
                OnConnection = _ => ValueTask.FromResult(WorkerTls.OfWorker(parts.Credentials.Context, parts.Credentials.Authorities, parts.Desk.Serves)),
            });
        });
    }

    private static void Limit(GrpcServiceOptions options)
    {
        options.IgnoreUnknownServices = true;
        options.EnableDetailedErrors = false;
        options.MaxReceiveMessageSize = MessageForm.Activation.MaxMessageBytes + RoomForNames;
        options.MaxSendMessageSize = MessageForm.Activation.MaxMessageBytes + RoomForNames;

        // Ciphertext does not shrink, and what a compressed message grows to has no bound.
        options.CompressionProviders.Clear();
    }
}
