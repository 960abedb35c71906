using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Bench.Loads;

/// <summary>A kept connection that sends requests made beforehand: on few cores a full HTTP client would cost more than the server it measures.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Stream stream;
    private readonly AnswerReader reader;

    private HttpConnection(Stream stream)
    {
        this.stream = stream;
        reader = new AnswerReader(stream);
    }

    /// <summary>Connects; with TLS 1.3 and both certificates when the address has one.</summary>
    public static async Task<HttpConnection> ConnectAsync(ServerAddress address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Ip, address.Port);
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (address.Certificate is null)
        {
            return new HttpConnection(plain);
        }

        var secured = new SslStream(plain);
        await secured.AuthenticateAsClientAsync(TlsOf(address));
        return new HttpConnection(secured);
    }

    /// <summary>Sends a request and reads its answer.</summary>
    public async ValueTask<HttpAnswer> SendAsync(ReadOnlyMemory<byte> request)
    {
        await stream.WriteAsync(request);
        return await reader.ReadAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static SslClientAuthenticationOptions TlsOf(ServerAddress address)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(address.Authority!);
        return new SslClientAuthenticationOptions
        {
            TargetHost = address.Ip.ToString(),
            EnabledSslProtocols = SslProtocols.Tls13,
            ClientCertificateContext = SslStreamCertificateContext.Create(address.Certificate!, null, offline: true),
            CertificateChainPolicy = trust,
        };
    }
}
