using System.Net;
using System.Text.Json.Nodes;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Does the operator API on-board, show and remove?</summary>
public sealed class OperatorTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    private const string Apps = "/operator/v1/apps";
    private const string Contexts = "/dev_app/v1/app_contexts";

    [Fact]
    public async Task App_IsOnboardedOnce_ShownAndRemoved()
    {
        var body = NewApp("shown");
        using var response = await gateway.SendAsync("POST", Apps, body.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var path = response.Headers.Location!.AbsolutePath;

        var again = await gateway.SendAsync("POST", Apps, body.ToJsonString(), HttpStatusCode.OK);
        var shown = await gateway.SendAsync("GET", path, null, HttpStatusCode.OK);
        Assert.Equal(again.GetRawText(), shown.GetRawText());
        Assert.Equal("echo", shown.GetProperty("function").GetString());

        body["function"] = "cardio-risk";
        Assert.Equal("app-conflict", (await gateway.RefusedAsync("POST", Apps, body.ToJsonString(), 409)).Code);
        await gateway.SendAsync("DELETE", path, null, HttpStatusCode.NoContent);
        await gateway.RefusedAsync("DELETE", path, null, 404);
        await gateway.RefusedAsync("GET", path, null, 404);
    }

    [Theory]
    [InlineData("function", "\"nothing\"", "unknown-function")]
    [InlineData("placement", """{"allowedHosts":["edge/edge-9"]}""", "unknown-host")]
    [InlineData("function", "7", "malformed")]
    [InlineData("function", "\"a b\"", "malformed")]
    [InlineData("unknown", "1", "malformed")]
    [InlineData("placement", """{"keyRateBitsPerSecond":-1}""", "malformed")]
    [InlineData("vendorSpecificExt", "{}", "malformed")]
    [InlineData("appInfo", """{"appName":"only"}""", "malformed")]
    public async Task Onboard_OfWrongDocument_Is400(string attribute, string json, string code)
    {
        var body = NewApp("wrong");
        body[attribute] = JsonNode.Parse(json);
        Assert.Equal(code, (await gateway.RefusedAsync("POST", Apps, body.ToJsonString(), 400)).Code);
    }

    [Fact]
    public async Task App_ThatMayRunOnOneHostOnly_IsPlacedThere_AndNowhereElse()
    {
        var body = NewApp("pinned");
        body["placement"] = JsonNode.Parse("""{"allowedHosts":["edge/edge-2"]}""");
        await gateway.SendAsync("POST", Apps, body.ToJsonString(), HttpStatusCode.Created);
        for (var round = 0; round < 4; round++)
        {
            var context = await gateway.SendAsync("POST", Contexts, ContextFor("pinned"), HttpStatusCode.Created);
            Assert.Contains("/functions/v1/edge/edge-2/", context.GetRawText(), StringComparison.Ordinal);
        }

        body = NewApp("nowhere");
        body["placement"] = JsonNode.Parse("""{"deniedHosts":["edge/edge-1","edge/edge-2"]}""");
        await gateway.SendAsync("POST", Apps, body.ToJsonString(), HttpStatusCode.Created);
        Assert.Equal("not-allowed", (await gateway.RefusedAsync("POST", Contexts, ContextFor("nowhere"), 403)).Code);
    }

    [Fact]
    public async Task Contexts_AreListedPageByPage_AndOneByOne()
    {
        var made = new List<string>();
        for (var round = 0; round < 7; round++)
        {
            var context = await gateway.SendAsync("POST", Contexts, ContextFor("echo"), HttpStatusCode.Created);
            made.Add(context.GetProperty("contextId").GetString()!);
        }

        var listed = new List<string>();
        for (var after = ""; after is not null;)
        {
            var page = await gateway.SendAsync("GET", $"/operator/v1/contexts?limit=3{(after.Length > 0 ? "&after=" + after : "")}", null, HttpStatusCode.OK);
            Assert.InRange(page.GetProperty("contexts").GetArrayLength(), 0, 3);
            listed.AddRange(page.GetProperty("contexts").EnumerateArray().Select(context => context.GetProperty("contextId").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Empty(made.Except(listed));
        var one = await gateway.SendAsync("GET", $"/operator/v1/contexts/{made[0]}", null, HttpStatusCode.OK);
        Assert.Equal("echo", one.GetProperty("function").GetString());
        await gateway.RefusedAsync("GET", $"/operator/v1/contexts/{new string('0', 32)}", null, 404);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?limit=x")]
    [InlineData("?limit=1&limit=2")]
    [InlineData("?after=nothing")]
    [InlineData("?after=a/b/c")]
    [InlineData("?unknown=1")]
    public async Task Contexts_OfWrongQuery_Is400(string query) => await gateway.RefusedAsync("GET", "/operator/v1/contexts" + query, null, 400);

    [Fact]
    public async Task Steps_OfAContext_AreInTheOrderOfTime()
    {
        var context = await gateway.SendAsync("POST", Contexts, ContextFor("echo"), HttpStatusCode.Created);
        var path = $"/operator/v1/contexts/{context.GetProperty("contextId").GetString()}/steps";

        // The journal is told without waiting for it; the grain answers what it has.
        var steps = new List<string>();
        for (var attempt = 0; steps.Count < 4 && attempt < 1000; attempt++)
        {
            var answer = await gateway.SendAsync("GET", path, null, HttpStatusCode.OK);
            steps = [.. answer.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("step").GetString()!)];
        }

        Assert.Equal(["placement-requested", "application-deployed", "end-point-returned", "context-created"], steps);
        await gateway.RefusedAsync("GET", $"/operator/v1/contexts/{new string('0', 32)}/steps", null, 404);
    }

    [Fact]
    public async Task Hosts_CountTheirContexts()
    {
        var before = await UsedAsync();
        var context = await gateway.SendAsync("POST", Contexts, ContextFor("echo"), HttpStatusCode.Created);
        Assert.Equal(before + 1, await UsedAsync());
        await gateway.SendAsync("DELETE", $"{Contexts}/{context.GetProperty("contextId").GetString()}", null, HttpStatusCode.NoContent);
        Assert.Equal(before, await UsedAsync());
    }

    [Fact]
    public async Task Network_ShowsItsPairs()
    {
        var network = await gateway.SendAsync("GET", "/operator/v1/network", null, HttpStatusCode.OK);
        Assert.Equal("kme-edge", network.GetProperty("pairs")[0].GetProperty("from").GetString());
        var kmes = await gateway.SendAsync("GET", "/operator/v1/kmes", null, HttpStatusCode.OK);
        Assert.Equal(0, kmes.GetProperty("kmes").GetArrayLength());
    }

    private async Task<int> UsedAsync()
    {
        var hosts = await gateway.SendAsync("GET", "/operator/v1/hosts", null, HttpStatusCode.OK);
        return hosts.GetProperty("hosts").EnumerateArray().Sum(host => host.GetProperty("contextsUsed").GetInt32());
    }

    private static JsonObject NewApp(string name) => new()
    {
        ["appInfo"] = new JsonObject
        {
            ["appName"] = name, ["appProvider"] = "QkdMec", ["appSoftVersion"] = "1.0", ["appDVersion"] = "1.0", ["appDescription"] = "",
        },
        ["function"] = "echo",
    };

    private static string ContextFor(string app)
    {
        var body = Mx2Bodies.SmallContext();
        body["appInfo"]!["appName"] = app;
        return body.ToJsonString();
    }
}
