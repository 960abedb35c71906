using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace QkdMec.Gateway.Hosting;

/// <summary>The listener and its limits.</summary>
internal static class KestrelLimits
{
    /// <summary>Opens the listener of <paramref name="options"/> with its limits.</summary>
    public static void Apply(this KestrelServerOptions kestrel, GatewayOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        Listen(kestrel, options.Address, options.Tls is { } files ? ServerTls.With(files, kestrel.ApplicationServices) : _ => { });
        if (options.PlainGrpcAddress is { } plain)
        {
            // Without TLS there is nothing by which a client and Kestrel would agree on HTTP/2.
            Listen(kestrel, plain, listener => listener.Protocols = HttpProtocols.Http2);
        }
    }

    private static void Listen(KestrelServerOptions kestrel, Uri address, Action<ListenOptions> secure)
    {
        if (IPAddress.TryParse(address.IdnHost, out var ip))
        {
            kestrel.Listen(ip, address.Port, secure);
        }
        else if (address.Port == 0)
        {
            // Kestrel cannot take one free port for both loopback addresses.
            kestrel.Listen(IPAddress.Loopback, 0, secure);
        }
        else
        {
            kestrel.ListenLocalhost(address.Port, secure);
        }
    }
}
