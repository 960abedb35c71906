using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Silo.Certificates;

namespace QkdMec.Tests.Hosting;

/// <summary>Speaks TLS, and nothing else, to an endpoint of a silo.</summary>
internal static class TlsProbe
{
    private static readonly SslApplicationProtocol Protocol = new("Orleans1");

    /// <summary>Whether the endpoint speaks on after the handshake, as a silo does to a silo at once. False: it closed the connection.</summary>
    public static async Task<bool> IsSpokenToAsync(IPEndPoint endpoint, X509Certificate2? certificate, SslProtocols protocols = SslProtocols.Tls13)
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(endpoint, TestContext.Current.CancellationToken);
            await using var stream = new SslStream(socket.GetStream());
            await stream.AuthenticateAsClientAsync(OptionsFor(certificate, protocols), TestContext.Current.CancellationToken);
            return await stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken) == 1;
        }
        catch (Exception fault) when (fault is IOException or AuthenticationException)
        {
            return false;
        }
    }

    /// <summary>The serial number of the certificate that an endpoint shows.</summary>
    public static async Task<string> SerialOfAsync(IPEndPoint endpoint, X509Certificate2 certificate)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(endpoint, TestContext.Current.CancellationToken);
        await using var stream = new SslStream(socket.GetStream());
        await stream.AuthenticateAsClientAsync(OptionsFor(certificate, SslProtocols.Tls13), TestContext.Current.CancellationToken);
        using var shown = X509CertificateLoader.LoadCertificate(stream.RemoteCertificate!.GetRawCertData());
        return shown.SerialNumber;
    }

    // What a stranger trusts is no concern of the tests: they ask what the silo accepts.
    private static SslClientAuthenticationOptions OptionsFor(X509Certificate2? certificate, SslProtocols protocols) => new()
    {
        TargetHost = "127.0.0.1",
        EnabledSslProtocols = protocols,
        ApplicationProtocols = [Protocol],
        ClientCertificates = certificate is null ? [] : [CertificateFiles.Portable(certificate)],
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
    };
}
