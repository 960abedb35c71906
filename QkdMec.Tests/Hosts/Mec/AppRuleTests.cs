using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Do an application's rules hold: for whom it is, how its instances grow, what on-boarding it would come to?</summary>
public sealed class AppRuleTests : IAsyncLifetime
{
    private const string Apps = "/operator/v1/apps";
    private const string Hosts = "/operator/v1/hosts";
    private const string Contexts = "/dev_app/v1/app_contexts";

    private readonly MecGateway gateway = new() { System = new MecTestSystem { Options = Small(new MecTestSystem().Options) } };

    public ValueTask InitializeAsync() => gateway.InitializeAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData("""{"allowedDeviceApps":["device-2"]}""", "The application 'ruled-1' is not for the device application 'device-1'.")]
    [InlineData("""{"allowedClients":["hospital"]}""", "The application 'ruled-1' is for certain clients only, and this one is not known.")]
    public async Task Context_OfWhoIsNotAllowed_Is403_AndHoldsNothing(string rules, string expected)
    {
        await OnboardAsync(rules);
        var problem = await gateway.RefusedAsync("POST", Contexts, Context(), 403);
        Assert.Equal(("not-allowed", expected), (problem.Code, problem.Detail));
        var hosts = await gateway.SendAsync("GET", Hosts, null, HttpStatusCode.OK);
        Assert.All(hosts.GetProperty("hosts").EnumerateArray(), host => Assert.Equal(0, host.GetProperty("contextsUsed").GetInt32()));
    }

    [Fact]
    public async Task Context_OfWhoIsAllowed_IsCreated()
    {
        var shown = await OnboardAsync("""{"allowedDeviceApps":["device-1","device-2"],"contextsPerInstance":3}""");
        Assert.Equal("""{"contextsPerInstance":3,"allowedDeviceApps":["device-1","device-2"]}""", shown.GetProperty("placement").GetRawText());
        await gateway.SendAsync("POST", Contexts, Context(), HttpStatusCode.Created);
    }

    [Fact]
    public async Task Instances_GrowWithContexts_UntilMemoryIsUsedUp_AndShrink()
    {
        await OnboardAsync("""{"allowedHosts":["edge/edge-1"],"contextsPerInstance":2}""");
        var ids = new List<string>();
        for (var round = 0; round < 4; round++)
        {
            var created = await gateway.SendAsync("POST", Contexts, Context(), HttpStatusCode.Created);
            ids.Add(created.GetProperty("contextId").GetString()!);
        }

        Assert.Equal("""[{"appDId":"ruled-1","contexts":4,"instances":2,"memoryMegabytes":80}]""", await AppsOfFirstAsync());
        var problem = await gateway.RefusedAsync("POST", Contexts, Context(), 503);
        Assert.Equal("no-capacity", problem.Code);
        Assert.Contains("edge/edge-1: 20 MB of memory are left, 40 MB are needed", problem.Detail, StringComparison.Ordinal);

        await gateway.SendAsync("DELETE", $"{Contexts}/{ids[0]}", null, HttpStatusCode.NoContent);
        await gateway.SendAsync("DELETE", $"{Contexts}/{ids[1]}", null, HttpStatusCode.NoContent);
        Assert.Equal("""[{"appDId":"ruled-1","contexts":2,"instances":1,"memoryMegabytes":40}]""", await AppsOfFirstAsync());
    }

    [Theory]
    [InlineData("""{"contextsPerInstance":0}""")]
    [InlineData("""{"contextsPerInstance":1.5}""")]
    [InlineData("""{"allowedDeviceApps":"device-1"}""")]
    [InlineData("""{"allowedClients":[7]}""")]
    public async Task Onboard_OfWrongRules_Is400(string rules) => await gateway.RefusedAsync("POST", Apps, Document(rules).ToJsonString(), 400);

    [Fact]
    public async Task Validate_SaysWhatWouldBe_AndChangesNothing()
    {
        var body = Document("""{"contextsPerInstance":3}""");
        var shown = await gateway.SendAsync("POST", Apps + "?validate=true", body.ToJsonString(), HttpStatusCode.OK);
        Assert.Equal("ruled-1", shown.GetProperty("appInfo").GetProperty("appDId").GetString());
        Assert.Equal(3, shown.GetProperty("placement").GetProperty("contextsPerInstance").GetInt32());
        await gateway.RefusedAsync("GET", Apps + "/ruled-1", null, 404);

        await gateway.SendAsync("POST", Apps, body.ToJsonString(), HttpStatusCode.Created);
        await gateway.SendAsync("POST", Apps + "?validate=true", body.ToJsonString(), HttpStatusCode.OK);
        body["function"] = "cardio-risk";
        Assert.Equal("app-conflict", (await gateway.RefusedAsync("POST", Apps + "?validate=true", body.ToJsonString(), 409)).Code);
        body["function"] = "nothing";
        body["appInfo"]!["appDId"] = "ruled-2";
        body["appInfo"]!["appName"] = "other";
        Assert.Equal("unknown-function", (await gateway.RefusedAsync("POST", Apps + "?validate=true", body.ToJsonString(), 400)).Code);
        await gateway.RefusedAsync("POST", Apps + "?validate=yes", body.ToJsonString(), 400);
    }

    [Fact]
    public async Task Rules_MayNameAHostThatCameAtRunTime()
    {
        const string rules = """{"deniedHosts":["edge/edge-7"]}""";
        Assert.Equal("unknown-host", (await gateway.RefusedAsync("POST", Apps, Document(rules).ToJsonString(), 400)).Code);
        await gateway.SendAsync("PUT", Hosts + "/edge/edge-7", "{}", HttpStatusCode.Created);
        await OnboardAsync(rules);
    }

    [Fact]
    public async Task Telemetry_OfABusyHost_SendsContextsElsewhere()
    {
        await gateway.SendAsync("PUT", Hosts + "/edge/edge-1/telemetry", """{"load":0.91}""", HttpStatusCode.NoContent);
        await gateway.SendAsync("PUT", Hosts + "/edge/edge-2/telemetry", """{"load":0.9}""", HttpStatusCode.NoContent);
        var host = await gateway.SendAsync("GET", Hosts + "/edge/edge-1", null, HttpStatusCode.OK);
        Assert.Equal((0.91, 0.91), (host.GetProperty("load").GetDouble(), host.GetProperty("reportedLoad").GetDouble()));

        var body = Mx2Bodies.SmallContext().ToJsonString();
        Assert.Contains("/edge/edge-2/", (await gateway.SendAsync("POST", Contexts, body, HttpStatusCode.Created)).GetRawText(), StringComparison.Ordinal);
        await gateway.SendAsync("PUT", Hosts + "/edge/edge-2/telemetry", """{"load":1}""", HttpStatusCode.NoContent);
        var problem = await gateway.RefusedAsync("POST", Contexts, body, 503);
        Assert.Contains("edge/edge-1: its processor load is reported as 0.91, the limit 0.9", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("edge/edge-2: its processor load is reported as 1, the limit 0.9", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"load":1.1}""")]
    [InlineData("""{"load":-0.1}""")]
    [InlineData("""{"load":"high"}""")]
    [InlineData("{}")]
    [InlineData("""{"load":0.1,"key":1}""")]
    public async Task Telemetry_OfWrongValues_Is400(string body) => await gateway.RefusedAsync("PUT", Hosts + "/edge/edge-1/telemetry", body, 400);

    [Fact]
    public async Task Telemetry_OfAnUnknownHost_Is404() =>
        Assert.Equal("unknown-host", (await gateway.RefusedAsync("PUT", Hosts + "/edge/edge-9/telemetry", """{"load":0.1}""", 404)).Code);

    private Task<JsonElement> OnboardAsync(string rules) => gateway.SendAsync("POST", Apps, Document(rules).ToJsonString(), HttpStatusCode.Created);

    private async Task<string> AppsOfFirstAsync() => (await gateway.SendAsync("GET", Hosts + "/edge/edge-1", null, HttpStatusCode.OK)).GetProperty("apps").GetRawText();

    private static string Context()
    {
        var body = Mx2Bodies.SmallContext();
        body["appInfo"]!["appName"] = "ruled";
        return body.ToJsonString();
    }

    private static JsonObject Document(string rules) => new()
    {
        ["appInfo"] = new JsonObject
        {
            ["appDId"] = "ruled-1", ["appName"] = "ruled", ["appProvider"] = "QkdMec", ["appSoftVersion"] = "1.0", ["appDVersion"] = "1.0", ["appDescription"] = "",
            ["appCharcs"] = new JsonObject { ["memory"] = 40 },
        },
        ["function"] = "echo",
        ["placement"] = JsonNode.Parse(rules),
    };

    private static MecOptions Small(MecOptions options) => options with
    {
        Hosts = [.. options.Hosts.Select(host => host with { MemoryMegabytes = 100 })], PictureAge = TimeSpan.Zero, MaxLoad = 0.9, TelemetryAge = TimeSpan.FromHours(1),
    };
}
