using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QkdMec.Protocols.Files;
using QkdMec.Protocols.Tls;

namespace QkdMec.Gateway.Hosting;

/// <summary>TLS 1.2 and 1.3 with a certificate that may be replaced while the gateway runs: the next handshake has the new one.</summary>
internal static partial class ServerTls
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>What makes a listener one of TLS.</summary>
    public static Action<ListenOptions> With(TlsFiles files, IServiceProvider services)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ServerTls).FullName!);
        var certificate = new RenewedFile<SslStreamCertificateContext>(
            [files.Certificate, files.Key], files.Load, services.GetRequiredService<TimeProvider>(), fault => LogUnreadable(logger, files.Certificate, fault));
        return listen => listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = HandshakeTimeout,
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.Current,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            }),
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} was replaced and cannot be used; the certificate of before stays")]
    private static partial void LogUnreadable(ILogger logger, string path, Exception fault);
}
