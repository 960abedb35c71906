using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>Who gets in, what paths there are, and what the status says.</summary>
public sealed class StatusAndAccessTests
{
    private const string Status = "/api/v1/keys/sae-b/status";

    [Fact]
    public async Task Status_HasEveryMandatoryFieldAndConsistentCounts()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        var answer = await GetAsync(world.SaeA, Status);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(
            """{"source_KME_ID":"kme-a","target_KME_ID":"kme-b","master_SAE_ID":"sae-a","slave_SAE_ID":"sae-b","key_size":256,"stored_key_count":2048,"max_key_count":131072,"max_key_per_request":128,"max_key_size":4096,"min_key_size":64,"max_SAE_ID_count":8}""",
            answer.Body);
    }

    [Fact]
    public async Task Status_OfAPairOfOneKme_HasConsistentCounts()
    {
        await using var world = await Qkd014World.StartAsync(64);
        var answer = await GetAsync(world.SaeC, Status);
        Assert.Equal(
            """{"source_KME_ID":"kme-b","target_KME_ID":"kme-b","master_SAE_ID":"sae-c","slave_SAE_ID":"sae-b","key_size":256,"stored_key_count":2097152,"max_key_count":2097152,"max_key_per_request":128,"max_key_size":4096,"min_key_size":64,"max_SAE_ID_count":8}""",
            answer.Body);
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/keys/sae-b", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/keys//status", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/keys/sae-b/status/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/keys/a/b/status", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/keys/sae-b/Status", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/v1/keys/sae-b/status", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/api/v1/keys/sae-b/enc_keys", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/api/v1/keys/sae-b/dec_keys", HttpStatusCode.MethodNotAllowed)]
    public async Task Request_OfAnotherPathOrMethod_IsRefused(string method, string path, HttpStatusCode status)
    {
        await using var world = await Qkd014World.StartAsync(64);
        (await SendAsync(world.SaeA, new HttpRequestMessage(new HttpMethod(method), path))).MustBeError(status);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Connection_OfEitherTlsVersion_IsServed(SslProtocols version)
    {
        await using var world = await Qkd014World.StartAsync(4096);
        using var tls = await RawClient.ConnectAsync(world, version);
        var answer = await tls.AskAsync("GET /api/v1/keys/sae-b/enc_keys HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", answer);
        Assert.Contains("Connection: close", answer);
        Assert.DoesNotContain("Server:", answer);
    }

    [Fact]
    public async Task Connection_WithACertificateOfAnotherSite_IsRefused()
    {
        await using var world = await Qkd014World.StartAsync(64);
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(world.StrangerAtAlpha(), Status));
    }

    [Fact]
    public async Task Connection_WithoutACertificate_IsRefused()
    {
        await using var world = await Qkd014World.StartAsync(64);
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(world.AtAlpha(certificate: null), Status));
    }

    [Theory]
    [InlineData("sae-b")]
    [InlineData("nobody")]
    public async Task Request_OfASaeOfAnotherKme_Is401(string name)
    {
        await using var world = await Qkd014World.StartAsync(64);
        (await GetAsync(world.AtAlpha(name), Status)).MustBeError(HttpStatusCode.Unauthorized, "the client certificate names no SAE of this KME");
    }

    [Fact]
    public async Task Connection_ThatStaysSilent_DoesNotKeepOthersWaiting()
    {
        await using var world = await Qkd014World.StartAsync(64);
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, world.AlphaAddress.Port, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(world.SaeA, Status)).Status);
    }

    [Fact]
    public async Task Connection_ServesManyRequestsAndPipelinedOnes()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        using var tls = await RawClient.ConnectAsync(world, SslProtocols.None);
        var requests = new StringBuilder();
        for (var i = 0; i < 20; i++)
        {
            requests.Append("POST /api/v1/keys/sae-b/enc_keys HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\n{\"number\":1}");
        }

        var answer = await tls.AskAsync(requests.Append("GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").ToString());
        Assert.Equal(20, answer.Split("HTTP/1.1 200").Length - 1);
        Assert.Equal(20, answer.Split("key_ID\":\"").Skip(1).Select(part => part[..36]).Distinct().Count());
    }
}
