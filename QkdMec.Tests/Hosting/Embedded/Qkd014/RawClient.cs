using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>sae-a at alpha, byte by byte. It does not look at the server's certificate; other tests do.</summary>
internal sealed class RawClient(TcpClient tcp, SslStream tls) : IDisposable
{
    public static async Task<RawClient> ConnectAsync(Qkd014World world, SslProtocols version)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, world.AlphaAddress.Port, TestContext.Current.CancellationToken);
        var tls = new SslStream(tcp.GetStream());
        var certificate = X509CertificateLoader.LoadPkcs12(world.IssueAtAlpha("sae-a").Export(X509ContentType.Pkcs12), null);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                EnabledSslProtocols = version,
                ClientCertificates = [certificate],
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            },
            TestContext.Current.CancellationToken);
        return new RawClient(tcp, tls);
    }

    /// <summary>Sends, and leaves what comes unread.</summary>
    public async Task SendAsync(string request) => await tls.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);

    /// <summary>Breaks the connection as a client that crashes does: it is reset, and TLS is not ended.</summary>
    public void Break()
    {
        tcp.Client.LingerState = new LingerOption(true, 0);
        tcp.Client.Dispose();
    }

    /// <summary>Sends and reads until the server closes.</summary>
    public async Task<string> AskAsync(string request)
    {
        await SendAsync(request);
        using var reader = new StreamReader(tls, Encoding.ASCII);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        tls.Dispose();
        tcp.Dispose();
    }
}
