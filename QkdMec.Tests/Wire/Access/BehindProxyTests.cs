using Microsoft.AspNetCore.Builder;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.Access;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Wire.Access;

/// <summary>A gateway on loopback that others reach through a proxy: plain HTTP, and all the rest as if it stood open to them.</summary>
public sealed class BehindProxyTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-proxied-").FullName;
    private readonly string token = AccessTokenText.New();
    private WebApplication app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var file = Path.Combine(directory, AccessTokenFile.Name);
        var entry = new AccessToken { Client = "reader", Sha256 = AccessTokenText.HashOf(token), Roles = [AccessRoles.OperatorRead] };
        AccessTokenFile.Change(file, list => list with { Tokens = [entry] });
        var options = new GatewayOptions
        {
            Address = new Uri("http://127.0.0.1:0"), IsBehindProxy = true, PublicBaseAddress = new Uri("https://edge.example/mec"), Access = new AccessOptions { TokenFile = file },
        };
        app = GatewayApplication.Build(options, NoGrains.Create());
        await app.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData("/openapi/mx2.json", "edge.example", true, 200)]
    [InlineData("/openapi/mx2.json", "edge.example", false, 401)]
    [InlineData("/openapi/mx2.json", "127.0.0.1", true, 421)]
    [InlineData("/openapi/mx2.json", "localhost:8080", true, 421)]
    [InlineData("/healthz", "127.0.0.1", false, 200)]
    public async Task Request_IsAnsweredForThePublicNameOnly(string path, string host, bool sendsToken, int status)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(app.Urls.Single()), path)) { Headers = { Host = host } };
        request.Headers.Authorization = sendsToken ? new("Bearer", token) : null;
        using var response = await client.SendAsync(request, Stop);
        Assert.Equal(status, (int)response.StatusCode);
    }
}
