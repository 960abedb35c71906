using System.Net;
using System.Text.Json.Nodes;
using QkdMec.Grains.AppContexts;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary><c>PUT app_contexts/{contextId}</c>: is each attribute checked as in a new context, and does nothing change but call-back and locations?</summary>
public sealed class Mx2TableUpdateTests(MecGateway gateway) : IClassFixture<MecGateway>, IAsyncLifetime
{
    private const string Contexts = "/dev_app/v1/app_contexts";

    private string id = "";

    // What names another application is ignored, as is an id.
    public static TheoryData<string, string?, int, string> Rows => Mx2Row.Data(
    [
        .. Mx2Rows.Context.Select(row => row.Code is "" or "unknown-application" ? row with { Status = 204, Code = "" } : row),
        .. Mx2Row.Good("contextId", "\"another\"", "\"0123456789abcdef0123456789abcdef\"").Select(row => row with { Status = 204 }),
        .. Mx2Row.Text("contextId", 32),
    ]);

    public async ValueTask InitializeAsync()
    {
        var created = await gateway.SendAsync("POST", Contexts, Mx2Bodies.FullContext().ToJsonString(), HttpStatusCode.Created);
        id = created.GetProperty("contextId").GetString()!;
    }

    public async ValueTask DisposeAsync() => await gateway.SendAsync("DELETE", $"{Contexts}/{id}", null, HttpStatusCode.NoContent);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Put_OfAValue(string place, string? json, int status, string code)
    {
        var before = await ReadAsync();
        var body = Mx2Bodies.Put(Mx2Bodies.FullContext(), place, json);
        if (code.Length > 0)
        {
            Mx2Answer.CheckNames(await gateway.RefusedAsync("PUT", $"{Contexts}/{id}", body, status), code, place, json);
            Assert.Equal(Print(before), Print(await ReadAsync()));
            return;
        }

        using var response = await gateway.SendAsync("PUT", $"{Contexts}/{id}", body);
        Assert.Equal((HttpStatusCode.NoContent, ""), (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        var after = await ReadAsync();
        var sent = JsonNode.Parse(body)!;
        Assert.Equal((string?)sent["callbackReference"] ?? before.Request.CallbackReference, after.Request.CallbackReference);
        var wanted = Mx2Bodies.At(sent, "appInfo.userAppInstanceInfo.0.appLocation") ?? JsonNode.Parse(before.Request.Instances[0].Location!.Json);
        Assert.True(JsonNode.DeepEquals(wanted, JsonNode.Parse(after.Request.Instances[0].Location!.Json)), after.Request.Instances[0].Location!.Json);
        Assert.Equal(Print(before), Print(after with { Request = after.Request with { CallbackReference = before.Request.CallbackReference, Instances = before.Request.Instances } }));
        Assert.Equal(before.Request.Instances.Select(instance => instance.InstanceId), after.Request.Instances.Select(instance => instance.InstanceId));
    }

    [Fact]
    public async Task Put_NamesInstancesByTheirIds()
    {
        var body = Mx2Bodies.SmallContext();
        body["appInfo"]!["userAppInstanceInfo"] = JsonNode.Parse("""[{"appInstanceId":"a"},{"appInstanceId":"b"}]""");
        var created = await gateway.SendAsync("POST", Contexts, body.ToJsonString(), HttpStatusCode.Created);
        var path = $"{Contexts}/{created.GetProperty("contextId").GetString()}";
        body["appInfo"]!["userAppInstanceInfo"] = JsonNode.Parse("""[{"appInstanceId":"b","appLocation":{"countryCode":"PT"}}]""");

        await gateway.SendAsync("PUT", path, body.ToJsonString(), HttpStatusCode.NoContent);
        var view = await gateway.Grains.GetGrain<IAppContextGrain>(path.Split('/')[^1]).GetAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["a:", "b:PT"], view!.Request.Instances.Select(instance => $"{instance.InstanceId}:{instance.Location?.CountryCode}"));
        await gateway.SendAsync("DELETE", path, null, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Put_Repeated_IsTheSame()
    {
        var body = Mx2Bodies.Put(Mx2Bodies.FullContext(), "callbackReference", "\"https://192.0.2.8/other\"");
        await gateway.SendAsync("PUT", $"{Contexts}/{id}", body, HttpStatusCode.NoContent);
        var once = await ReadAsync();
        await gateway.SendAsync("PUT", $"{Contexts}/{id}", body, HttpStatusCode.NoContent);
        Assert.Equal(Print(once), Print(await ReadAsync()));
    }

    [Theory]
    [MemberData(nameof(Mx2TableDeleteTests.UnknownIds), MemberType = typeof(Mx2TableDeleteTests))]
    public async Task Put_ForUnknownContext_Is404(string unknown) =>
        Assert.Contains((await gateway.RefusedAsync("PUT", $"{Contexts}/{unknown}", Mx2Bodies.SmallContext().ToJsonString(), 404)).Code, new[] { "unknown-context", null });

    private async Task<AppContextView> ReadAsync() =>
        (await gateway.Grains.GetGrain<IAppContextGrain>(id).GetAsync(TestContext.Current.CancellationToken))!;

    private static string Print(AppContextView context) =>
        $"{context with { Request = context.Request with { Instances = [] } }} {string.Join(' ', context.Request.Instances)}";
}
