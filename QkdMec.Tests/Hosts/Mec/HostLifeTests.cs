using System.Net;
using System.Text.Json;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Can an operator add, drain and remove hosts, and do contexts go only where they may?</summary>
public sealed class HostLifeTests : IAsyncLifetime
{
    private const string Hosts = "/operator/v1/hosts";
    private const string First = Hosts + "/edge/edge-1";
    private const string Second = Hosts + "/edge/edge-2";
    private const string Contexts = "/dev_app/v1/app_contexts";

    private readonly MecGateway gateway = new() { System = new MecTestSystem { Options = Quick(new MecTestSystem().Options) } };

    public ValueTask InitializeAsync() => gateway.InitializeAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task Get_ShowsOneHost()
    {
        var host = await gateway.SendAsync("GET", First, null, HttpStatusCode.OK);
        Assert.Equal("edge/edge-1", host.GetProperty("host").GetString());
        Assert.Equal("active", StateOf(host));
        Assert.True(host.GetProperty("answers").GetBoolean());
        Assert.Equal("kme-edge", host.GetProperty("kme").GetString());
        Assert.Equal((50, 4096), (host.GetProperty("contextsFree").GetInt32(), host.GetProperty("memoryFreeMegabytes").GetInt32()));
        Assert.Equal("unknown-host", (await gateway.RefusedAsync("GET", Hosts + "/edge/edge-9", null, 404)).Code);
    }

    [Theory]
    [InlineData("GET", Hosts + "/edge/a%20b", null)]
    [InlineData("GET", First + "?unknown=1", null)]
    [InlineData("GET", Hosts + "?state=asleep", null)]
    [InlineData("GET", Hosts + "?state=active&state=failed", null)]
    [InlineData("GET", Hosts + "?country=es", null)]
    [InlineData("PUT", First, """{"contexts":0}""")]
    [InlineData("PUT", First, """{"memoryMegabytes":1.5}""")]
    [InlineData("PUT", First, """{"countryCode":"Spain"}""")]
    [InlineData("PUT", First, """{"kme":"kme-edge"}""")]
    [InlineData("PUT", First, "[]")]
    [InlineData("PUT", First, "")]
    [InlineData("POST", First + "/drain", """{"now":true}""")]
    public async Task WrongRequest_Is400(string method, string path, string? body) => await gateway.RefusedAsync(method, path, body, 400);

    [Fact]
    public async Task Drain_SendsNewContextsElsewhere_UntilTheHostIsPutBack()
    {
        Assert.Equal("draining", StateOf(await gateway.SendAsync("POST", First + "/drain", "{}", HttpStatusCode.OK)));
        Assert.Equal("draining", StateOf(await gateway.SendAsync("POST", First + "/drain", "{}", HttpStatusCode.OK)));
        for (var round = 0; round < 6; round++)
        {
            Assert.Contains("/edge/edge-2/", await CreateAsync(), StringComparison.Ordinal);
        }

        await gateway.SendAsync("POST", Second + "/drain", "{}", HttpStatusCode.OK);
        var problem = await gateway.RefusedAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), 503);
        Assert.Equal("no-capacity", problem.Code);
        Assert.Contains("edge/edge-1: it is being drained and takes no new contexts", problem.Detail, StringComparison.Ordinal);

        Assert.Equal("active", StateOf(await gateway.SendAsync("PUT", First, "{}", HttpStatusCode.OK)));
        Assert.Contains("/edge/edge-1/", await CreateAsync(), StringComparison.Ordinal);
        Assert.Equal(["edge/edge-2"], await ListAsync("?state=draining"));
        Assert.Equal("unknown-host", (await gateway.RefusedAsync("POST", Hosts + "/edge/edge-9/drain", "{}", 404)).Code);
    }

    [Fact]
    public async Task Delete_ListsTheHostAsRemoved_UntilItIsEmpty()
    {
        await gateway.SendAsync("POST", Second + "/drain", "{}", HttpStatusCode.OK);
        using var created = await gateway.SendAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString());
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        Assert.Equal("removed", StateOf(await gateway.SendAsync("DELETE", First, null, HttpStatusCode.Accepted)));
        Assert.Equal("removed", StateOf(await gateway.SendAsync("DELETE", First, null, HttpStatusCode.Accepted)));
        Assert.Equal("host-removed", (await gateway.RefusedAsync("POST", First + "/drain", "{}", 409)).Code);
        var problem = await gateway.RefusedAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), 503);
        Assert.Contains("edge/edge-1: it is being removed and takes no new contexts", problem.Detail, StringComparison.Ordinal);
        Assert.Equal(1, (await gateway.SendAsync("GET", First, null, HttpStatusCode.OK)).GetProperty("contextsUsed").GetInt32());

        await gateway.SendAsync("DELETE", created.Headers.Location!.AbsolutePath, null, HttpStatusCode.NoContent);
        await gateway.WaitForAsync(First, host => host is null);
        Assert.Equal("unknown-host", (await gateway.RefusedAsync("DELETE", First, null, 404)).Code);

        await gateway.SendAsync("PUT", First, "{}", HttpStatusCode.Created);
        await gateway.WaitForAsync(First, host => host is { } found && StateOf(found) == "active");
        Assert.Contains("/edge/edge-1/", await CreateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_ChangesWhatAHostHas()
    {
        var host = await gateway.SendAsync("PUT", First, """{"contexts":1,"memoryMegabytes":64,"countryCode":"ES"}""", HttpStatusCode.OK);
        Assert.Equal((1, 64, "ES"), (host.GetProperty("contextsLimit").GetInt32(), host.GetProperty("memoryLimitMegabytes").GetInt32(), host.GetProperty("countryCode").GetString()));
        await gateway.SendAsync("POST", Second + "/drain", "{}", HttpStatusCode.OK);
        await CreateAsync();
        var problem = await gateway.RefusedAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), 503);
        Assert.Contains("edge/edge-1: all of its 1 contexts are in use", problem.Detail, StringComparison.Ordinal);
        Assert.Equal(["edge/edge-1"], await ListAsync("?country=ES"));
        Assert.Empty(await ListAsync("?country=PT"));

        host = await gateway.SendAsync("PUT", First, "{}", HttpStatusCode.OK);
        Assert.Equal(50, host.GetProperty("contextsLimit").GetInt32());
    }

    [Fact]
    public async Task Put_OfAHostThatNobodyRuns_ListsItAsFailed()
    {
        using var added = await gateway.SendAsync("PUT", Hosts + "/edge/edge-3", """{"contexts":5}""");
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(Hosts + "/edge/edge-3", added.Headers.Location!.AbsolutePath);
        var host = await gateway.SendAsync("PUT", Hosts + "/edge/edge-3", """{"contexts":5}""", HttpStatusCode.OK);
        Assert.Equal(("failed", false, 5), (StateOf(host), host.GetProperty("answers").GetBoolean(), host.GetProperty("contextsLimit").GetInt32()));
        Assert.Equal(["edge/edge-3"], await ListAsync("?state=failed"));

        await gateway.SendAsync("DELETE", Hosts + "/edge/edge-3", null, HttpStatusCode.Accepted);
        await gateway.WaitForAsync(Hosts + "/edge/edge-3", gone => gone is null);
        Assert.Equal("no-kme", (await gateway.RefusedAsync("PUT", Hosts + "/nowhere/host-1", "{}", 409)).Code);
    }

    [Fact]
    public async Task HostThatEnds_Fails_AndIsActiveAgainWhenItAnswers()
    {
        await gateway.EndAsync("edge-1");
        await gateway.WaitForAsync(First, host => host is { } found && StateOf(found) == "failed");
        await gateway.SendAsync("POST", Second + "/drain", "{}", HttpStatusCode.OK);
        var problem = await gateway.RefusedAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), 503);
        Assert.Contains("edge/edge-1: it has failed: it does not answer", problem.Detail, StringComparison.Ordinal);

        await gateway.StartAsync("edge-1");
        await gateway.WaitForAsync(First, host => host is { } found && StateOf(found) == "active");
        Assert.Contains("/edge/edge-1/", await CreateAsync(), StringComparison.Ordinal);
    }

    private static string? StateOf(JsonElement host) => host.GetProperty("state").GetString();

    private async Task<List<string?>> ListAsync(string query)
    {
        var list = await gateway.SendAsync("GET", Hosts + query, null, HttpStatusCode.OK);
        return [.. list.GetProperty("hosts").EnumerateArray().Select(host => host.GetProperty("host").GetString())];
    }

    private async Task<string> CreateAsync() =>
        (await gateway.SendAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), HttpStatusCode.Created)).GetRawText();

    private static MecOptions Quick(MecOptions options) => options with { PulsePeriod = TimeSpan.FromMilliseconds(200), FailedAfter = TimeSpan.FromMilliseconds(400), PictureAge = TimeSpan.Zero };
}
