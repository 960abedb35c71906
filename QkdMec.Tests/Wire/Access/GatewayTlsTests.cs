using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.Access;
using QkdMec.Protocols.Tls;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Wire.Access;

/// <summary>A gateway on every interface: TLS, a certificate that is replaced, and which names it answers to.</summary>
public sealed class GatewayTlsTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-tls-").FullName;
    private readonly ManualTimeProvider clock = new();
    private readonly X509Certificate2 first = TestCertificates.Make("first");
    private readonly X509Certificate2 second = TestCertificates.Make("second");
    private readonly string token = AccessTokenText.New();
    private WebApplication app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private int Port => new Uri(app.Urls.Single()).Port;

    public async ValueTask InitializeAsync()
    {
        var files = TestCertificates.Write(first, directory);
        var tokens = Path.Combine(directory, AccessTokenFile.Name);
        var entry = new AccessToken { Client = "reader", Sha256 = AccessTokenText.HashOf(token), Roles = [AccessRoles.OperatorRead] };
        AccessTokenFile.Change(tokens, list => list with { Tokens = [entry] });
        var options = new GatewayOptions
        {
            Address = new Uri("https://0.0.0.0:0"), PublicBaseAddress = new Uri("https://localhost:8443"), Tls = files, Access = new AccessOptions { TokenFile = tokens },
        };
        app = GatewayApplication.Build(options, NoGrains.Create(), services => services.AddSingleton<TimeProvider>(clock));
        await app.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        first.Dispose();
        second.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Handshake_IsOfTls12Or13(SslProtocols protocol)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Port, Stop);
        await using var tls = new SslStream(socket.GetStream());
        var options = TrustedAuthorities.ClientOptions([first]);
        (options.TargetHost, options.EnabledSslProtocols) = ("localhost", protocol);
        await tls.AuthenticateAsClientAsync(options, Stop);
        Assert.Equal(protocol, tls.SslProtocol);
    }

    [Fact]
    public async Task Certificate_ThatIsReplaced_IsShownToTheNextConnection()
    {
        Assert.Equal((200, false), (await StatusAsync(first), await IsTrustedAsync(second)));
        TestCertificates.Write(second, directory);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((200, false), (await StatusAsync(second), await IsTrustedAsync(first)));
    }

    [Fact]
    public async Task Certificate_ThatIsReplacedByNonsense_Stays()
    {
        await File.WriteAllTextAsync(Path.Combine(directory, "server.pem"), "nonsense", Stop);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, await StatusAsync(first));
    }

    [Theory]
    [InlineData("/openapi/mx2.json", "localhost:8443", 200)]
    [InlineData("/openapi/mx2.json", "LOCALHOST", 200)]
    [InlineData("/openapi/mx2.json", "127.0.0.1", 421)]
    [InlineData("/openapi/mx2.json", "evil.example", 421)]
    [InlineData("/healthz", "10.1.2.3:8443", 200)]
    public async Task Host_MustBeThePublicOne(string path, string host, int status) => Assert.Equal(status, await StatusAsync(first, path, host));

    [Fact]
    public async Task Request_WithoutAToken_Is401() => Assert.Equal(401, await StatusAsync(first, sendsToken: false));

    private async Task<bool> IsTrustedAsync(X509Certificate2 trusted)
    {
        try
        {
            await StatusAsync(trusted);
            return true;
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return false;
        }
    }

    private async Task<int> StatusAsync(X509Certificate2 trusted, string path = "/openapi/mx2.json", string host = "localhost", bool sendsToken = true)
    {
        using var client = TestCertificates.Client(trusted);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{Port}{path}") { Headers = { Host = host } };
        request.Headers.Authorization = sendsToken ? new("Bearer", token) : null;
        using var response = await client.SendAsync(request, Stop);
        return (int)response.StatusCode;
    }
}
