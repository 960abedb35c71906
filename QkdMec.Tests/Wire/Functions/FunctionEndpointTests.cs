using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Functions;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts;

namespace QkdMec.Tests.Wire.Functions;

/// <summary>The requests below a <c>referenceURI</c>, as ADR 0007 has them.</summary>
public sealed class FunctionEndpointTests : IAsyncLifetime
{
    private const string Context = "0123456789abcdef0123456789abcdef";

    // However busy the machine is; the last is waited for once.
    private static readonly FunctionLimits Patient = new()
    {
        NegotiateWithin = TimeSpan.FromMinutes(1), ActivateWithin = TimeSpan.FromMinutes(1), InvokeWithin = TimeSpan.FromSeconds(10),
    };

    private readonly EdgeHostParts parts = new();
    private readonly EdgeHostFixture host;
    private readonly WebApplication gateway;
    private readonly EdgeClient sae;
    private HttpClient client = new();

    public FunctionEndpointTests()
    {
        host = new EdgeHostFixture(parts);
        gateway = GatewayApplication.Build(new GatewayOptions { Address = new Uri("http://127.0.0.1:0") }, host.Grains, services =>
            services.AddSingleton(Patient));
        var key = new SecurityContextId(EdgeHostParts.Host, ContextId.Parse(Context)).ToGrainKey();
        sae = new EdgeClient(parts, host.Grains.GetGrain<ISecurityContextGrain>(key), Context);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await sae.BindAsync();
        await gateway.StartAsync(Token);
        client = new HttpClient { BaseAddress = new Uri(gateway.Urls.Single() + FunctionEndpoints.PathOf("edge", "edge-1", Context) + "/") };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        sae.Dispose();
        await gateway.DisposeAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Negotiation_WhenOffered_AnswersAsPinned()
    {
        var (status, body) = await PostAsync("negotiation", """{"saeId":"sae-hospital","cipherSuites":["C20P","A256GCM"]}""");
        Assert.Equal(200, status);
        Assert.Equal("""{"saeId":"sae-edge-1","cipherSuite":"A256GCM","keyBits":256,"generation":1}""", body);
    }

    [Theory]
    [InlineData("negotiation", """{"saeId":"sae-hospital","cipherSuites":["A128GCM"]}""", 400, "no-common-suite")]
    [InlineData("negotiation", """{"saeId":"sae-hospital","cipherSuites":[]}""", 400, "malformed")]
    [InlineData("negotiation", """{"saeId":"sae-hospital","cipherSuites":["A256GCM,A128GCM"]}""", 400, "malformed")]
    [InlineData("negotiation", """{"saeId":"sae hospital","cipherSuites":["A256GCM"]}""", 400, "malformed")]
    [InlineData("negotiation", """{"saeId":7,"cipherSuites":["A256GCM"]}""", 400, "malformed")]
    [InlineData("negotiation", """{"saeId":"sae-hospital","cipherSuites":[null]}""", 400, "malformed")]
    [InlineData("negotiation", """{"saeId":"sae-hospital","cipherSuites":["A256GCM"],"more":1}""", 400, "malformed")]
    [InlineData("negotiation", """{"saeId":"sae-hospital"}""", 400, "malformed")]
    [InlineData("negotiation", "null", 400, "malformed")]
    [InlineData("negotiation", "", 400, "malformed")]
    [InlineData("key", """{"saeId":"sae-hospital","cipherSuite":"A256GCM","generation":1,"keyId":"550e8400-e29b-41d4-a716-446655440000"}""", 409, "not-negotiated")]
    [InlineData("key", """{"saeId":"sae-hospital","cipherSuite":"A256GCM","generation":0,"keyId":"550e8400-e29b-41d4-a716-446655440000"}""", 400, "malformed")]
    [InlineData("key", """{"saeId":"sae-hospital","cipherSuite":"A256GCM","generation":"1","keyId":"550e8400-e29b-41d4-a716-446655440000"}""", 400, "malformed")]
    [InlineData("key", """{"saeId":"sae-hospital","cipherSuite":"A256GCM","generation":1,"keyId":"x"}""", 400, "malformed")]
    [InlineData("steps", """{"steps":[{"step":"key-drawn","at":"2026-01-01T00:00:00Z","outcome":"ok"}]}""", 204, "")]
    [InlineData("steps", """{"steps":[{"step":"function-ran","at":"2026-01-01T00:00:00Z","outcome":"ok"}]}""", 400, "malformed")]
    [InlineData("steps", """{"steps":[{"step":"key-drawn","at":"2026-01-01T00:00:00Z","outcome":"patient Ada"}]}""", 400, "malformed")]
    [InlineData("steps", """{"steps":[null]}""", 400, "malformed")]
    [InlineData("steps", """{"steps":null}""", 400, "malformed")]
    [InlineData("steps", "{}", 400, "malformed")]
    public async Task Post_WhenAsked_HasItsStatus(string operation, string json, int status, string code)
    {
        var answer = await PostAsync(operation, json);
        Assert.Equal(status, answer.Status);
        Assert.Contains(code.Length > 0 ? "urn:qkdmec:" + code : "", answer.Body);
    }

    [Fact]
    public async Task Post_WhenTheContextOrHostIsUnknown_Is404Or503()
    {
        const string offer = """{"saeId":"sae-hospital","cipherSuites":["A256GCM"]}""";
        Assert.Equal(404, (await PostAsync("../" + new string('f', 32) + "/negotiation", offer)).Status);
        Assert.Equal(404, (await PostAsync("../a%20b/negotiation", offer)).Status);
        var (status, body) = await PostAsync("../../edge-9/" + Context + "/negotiation", offer);
        Assert.Equal(503, status);
        Assert.Contains("host-unavailable", body);

        // No grain had it, so it says that the function did not run.
        (status, body) = await PostAsync("../../edge-9/" + Context + "/invocations", "a..b.c.d", "application/jose");
        Assert.Equal(503, status);
        Assert.Contains("host-unavailable", body);
    }

    [Fact]
    public async Task Key_WhenTheKmeIsDead_Is503()
    {
        await PostAsync("negotiation", """{"saeId":"sae-hospital","cipherSuites":["A256GCM"]}""");
        parts.Keys.Refusal = KeyAnswerStatus.Unavailable;
        var (status, body) = await PostAsync("key", """{"saeId":"sae-hospital","cipherSuite":"A256GCM","generation":1,"keyId":"550e8400-e29b-41d4-a716-446655440000"}""");
        Assert.Equal(503, status);
        Assert.Contains("kme-unavailable", body);
    }

    [Fact]
    public async Task Invocation_WhenSealed_IsAnsweredSealedOnce()
    {
        await sae.RekeyAsync();
        using var request = sae.Seal("""{"x":5}""");
        var (status, body) = await PostAsync("invocations", Encoding.ASCII.GetString(request.Message), "application/jose");
        Assert.Equal(200, status);
        Assert.Equal("""{"x":5}""", sae.OpenText(request, [.. Encoding.ASCII.GetBytes(body)]));
        var replay = await PostAsync("invocations", Encoding.ASCII.GetString(request.Message), "application/jose");
        Assert.Equal(409, replay.Status);
        Assert.Contains("urn:qkdmec:replayed", replay.Body);
    }

    [Fact]
    public async Task Invocation_WhenBad_HasItsStatusAndNoEffect()
    {
        await sae.RekeyAsync();
        using var request = sae.Seal();
        var text = Encoding.ASCII.GetString(request.Message);
        Assert.Equal(415, (await PostAsync("invocations", text)).Status);
        Assert.Equal(400, (await PostAsync("invocations", "x.y", "application/jose")).Status);
        Assert.Equal(400, (await PostAsync("invocations", text[..^1] + (text[^1] == 'A' ? 'Q' : 'A'), "application/jose")).Status);
        Assert.Equal(413, (await PostAsync("invocations", new string('A', MessageLimits.MaxMessageBytes + 1), "application/jose")).Status);
        Assert.Equal(0, parts.Functions.Runs);
    }

    [Fact]
    public async Task Invocation_WhenTheFunctionHangs_Is504()
    {
        parts.Functions.Body = (_, token) => new TaskCompletionSource<FunctionResult>().Task.WaitAsync(token);
        await sae.RekeyAsync();
        using var request = sae.Seal();
        var (status, body) = await PostAsync("invocations", Encoding.ASCII.GetString(request.Message), "application/jose");
        Assert.Equal(504, status);
        Assert.Contains("timed-out", body);
    }

    private async Task<(int Status, string Body)> PostAsync(string operation, string body, string mediaType = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        using var response = await client.PostAsync(operation, content, Token);
        Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }
}
