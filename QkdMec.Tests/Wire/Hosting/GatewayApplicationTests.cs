using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.Problems;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Wire.Hosting;

public sealed class GatewayApplicationTests : IAsyncLifetime
{
    private readonly WebApplication app =
        GatewayApplication.Build(new GatewayOptions { Address = new Uri("http://127.0.0.1:0") }, NoGrains.Create());
    private HttpClient client = new();

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync(TestContext.Current.CancellationToken);
        client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Healthz_WhenListening_IsOk() =>
        Assert.Equal("ok", await client.GetStringAsync("/healthz", TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("POST", "/nowhere", 404)]
    [InlineData("POST", "/healthz", 405)]
    public async Task Send_WhenPathOrMethodIsWrong_IsAProblem(string method, string path, int status)
    {
        var problem = await SendAsync(new HttpRequestMessage(new HttpMethod(method), path), status);
        Assert.Equal(path, problem.Instance);
    }

    [Fact]
    public async Task Send_WhenHostIsForeign_Is421()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = "evil.example" } };
        Assert.Equal("foreign-host", (await SendAsync(request, 421)).Code);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://192.0.2.1:8080")]
    [InlineData("https://127.0.0.1:8080")]
    public void Build_WhenOptionsHaveFaults_Throws(string address) =>
        Assert.Throws<ArgumentException>(() => GatewayApplication.Build(new GatewayOptions { Address = new Uri(address) }, NoGrains.Create()));

    private async Task<ProblemDetails> SendAsync(HttpRequestMessage request, int status)
    {
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal(ProblemDetails.MediaType, response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync(ProblemJson.Default.ProblemDetails, TestContext.Current.CancellationToken);
        Assert.Equal(status, problem!.Status);
        return problem;
    }
}
