using System.Net;
using System.Net.Http.Headers;
using System.Text;
using QkdMec.Client.ReverseProxies;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Grains.Functions;
using QkdMec.Protocols.Qkd014Clients;

namespace QkdMec.Tests.Wire.Client;

/// <summary>What a client app gets through the whole way: reverse proxy, gateway, host and back.</summary>
public sealed class ClientPerimeterTests : IAsyncLifetime
{
    private readonly PerimeterSystem system = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => new(system.StartAsync());

    public ValueTask DisposeAsync() => system.DisposeAsync();

    [Fact]
    public async Task Post_WhenTheFunctionAnswers_IsItsPlainJson()
    {
        using var response = await system.PostAsync("echo", """{"patient":"Ada"}""");
        Assert.Equal("""{"patient":"Ada"}""", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(system.Placement.Contexts.Keys.Single(), response.Headers.GetValues(ProxyEndpoints.ContextHeader).Single());
    }

    [Fact]
    public async Task Post_WhenTheWireIsRead_ShowsNeitherTextNorKey()
    {
        const string secret = "blood pressure 183";
        await system.AskAsync("echo", $$"""{"note":"{{secret}}"}""");
        var seen = system.Tap.Seen;
        Assert.True(seen.Length > 1000);
        Assert.True(seen.AsSpan().IndexOf(Encoding.UTF8.GetBytes("invocations")) >= 0);
        Assert.True(seen.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0);
        foreach (var key in system.Edge.Keys.Drawn)
        {
            Assert.True(seen.AsSpan().IndexOf(key.AsSpan(0, 16)) < 0);
            Assert.True(seen.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToBase64String(key)[..20])) < 0);
        }
    }

    [Fact]
    public async Task Post_WhenManyAtOnce_OpensOneContextAndDrawsOneKey()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => system.AskAsync("echo", $$"""{"n":{{number}}}""")));
        Assert.Equal(Enumerable.Range(0, 50).Select(number => $$"""{"n":{{number}}}"""), answers);
        Assert.Equal(1, system.Placement.Created);
        Assert.Single(system.Edge.Keys.Drawn);
    }

    [Fact]
    public async Task Post_WhenFromTwoClientsOrForTwoApps_SharesNothing()
    {
        await system.AskAsync("echo", "{}", "ward-1");
        await system.AskAsync("echo", "{}", "ward-2");
        await system.AskAsync("other", "{}", "ward-1");
        Assert.Equal(3, system.Placement.Contexts.Count);
        Assert.Equal(3, system.Edge.Keys.Drawn.Count);
    }

    [Theory]
    [InlineData(FunctionStatus.ApplicationError, 422)]
    [InlineData(FunctionStatus.DeveloperError, 502)]
    [InlineData(FunctionStatus.InternalError, 502)]
    public async Task Post_WhenTheFunctionFails_HasItsJsonWithAStatus(FunctionStatus status, int expected)
    {
        system.Edge.Functions.Body = (_, _) => Task.FromResult(FunctionResult.TakeOver(status, """{"error":"age is missing"}"""u8.ToArray()));
        using var response = await system.PostAsync("echo", "{}");
        Assert.Equal(expected, (int)response.StatusCode);
        Assert.Equal("""{"error":"age is missing"}""", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Post_WhenTheAppIsUnknown_Is404() => await AssertProblemAsync(system.PostAsync("nothing", "{}"), 404, "unknown-app");

    [Fact]
    public async Task Post_WhenTheBodyIsBad_HasNoEffect()
    {
        await AssertProblemAsync(system.PostAsync("echo", "{"), 400, "malformed");
        await AssertProblemAsync(system.PostAsync("echo", ""), 400, "malformed");
        await AssertProblemAsync(system.PostAsync("echo", $"\"{new string('x', 1 << 20)}\""), 413, "too-large");
        await AssertProblemAsync(
            system.PostAsync("echo", "{}", request => request.Content!.Headers.ContentType = new MediaTypeHeaderValue("text/plain")), 415, "unsupported-media-type");
        await AssertProblemAsync(system.PostAsync("echo", "{}", request => request.Headers.Add("Origin", "http://evil.example")), 403, "foreign-origin");
        await AssertProblemAsync(system.PostAsync("echo", "{}", request => request.Headers.Host = "evil.example"), 421, "foreign-host");
        await AssertProblemAsync(system.PostAsync("echo", "{}", request => request.Headers.Add("Client-Id", "a b")), 400, "malformed");
        Assert.Equal(0, system.Placement.Created);
        Assert.Empty(system.Edge.Keys.Drawn);
    }

    [Fact]
    public async Task Post_WhenAMegabyte_PassesBothWays()
    {
        var text = $"\"{new string('x', (1 << 20) - 2)}\"";
        Assert.Equal(text, await system.AskAsync("echo", text));
    }

    [Fact]
    public async Task Post_WhenKeyIsShort_Is503WithRetryAfterAndThenRecovers()
    {
        system.Edge.Keys.Refusal = KeyAnswerStatus.Exhausted;
        using var response = await system.PostAsync("echo", "{}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains("key-shortage", await response.Content.ReadAsStringAsync(Token));
        system.Edge.Keys.Refusal = null;
        Assert.Equal("{}", await system.AskAsync("echo", "{}"));
    }

    [Fact]
    public async Task Post_WhenTheHostLostItsKeys_RekeysAndRunsOnce()
    {
        await system.AskAsync("echo", "{}");
        await system.Host.RestartAsync();
        Assert.Equal("""{"a":1}""", await system.AskAsync("echo", """{"a":1}"""));
        Assert.Equal(2, system.Edge.Functions.Runs);
        Assert.Equal(2, system.Edge.Keys.Drawn.Count);
        Assert.Equal(1, system.Placement.Created);
    }

    [Fact]
    public async Task Post_WhenTheKeyIsOld_DrawsAnother()
    {
        await system.AskAsync("echo", "{}");
        system.Edge.Clock.Advance(new KeyPolicy().Maximum.Age);
        await system.AskAsync("echo", "{}");
        Assert.Equal(2, system.Edge.Keys.Drawn.Count);
    }

    [Fact]
    public async Task Post_WhenTheEdgeLostTheContext_OpensAnother()
    {
        await system.AskAsync("echo", "{}");
        await new Fakes.PlacedContext(system.Placement, system.Host.Grains, system.Placement.Contexts.Keys.Single()).DeleteAsync(Token);
        Assert.Equal("{}", await system.AskAsync("echo", "{}"));
        Assert.Equal(2, system.Placement.Created);
    }

    [Fact]
    public async Task Post_WhenTheAnswerIsLost_IsOutcomeUnknownAndNotRepeated()
    {
        await system.AskAsync("echo", "{}");
        system.Tap.CutAnswersWith = "application/jose";
        await AssertProblemAsync(system.PostAsync("echo", "{}"), 502, "outcome-unknown");
        Assert.Equal(2, system.Edge.Functions.Runs);
    }

    [Fact]
    public async Task Delete_WhenThereIsAContext_TearsItDown()
    {
        await system.AskAsync("echo", "{}");
        using var gone = await system.Client.DeleteAsync("/echo", Token);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Empty(system.Placement.Contexts);
        await AssertProblemAsync(system.Client.DeleteAsync("/echo", Token), 404, "no-context");
        await system.AskAsync("echo", "{}");
        Assert.Equal(2, system.Placement.Created);
    }

    [Fact]
    public async Task Get_WhenNothingIsThere_IsAProblem()
    {
        await AssertProblemAsync(system.Client.GetAsync("/echo", Token), 405, "no-such-path");
        await AssertProblemAsync(system.Client.GetAsync("/a/b", Token), 404, "no-such-path");
    }

    private static async Task AssertProblemAsync(Task<HttpResponseMessage> sending, int status, string code)
    {
        using var response = await sending;
        var body = await response.Content.ReadAsStringAsync(Token);
        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("urn:qkdmec:" + code, body);
    }
}
