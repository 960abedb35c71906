using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Do app contexts behave as ETSI MEC 016 says?</summary>
public sealed class Mx2ContextTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    private const string Contexts = "/dev_app/v1/app_contexts";

    [Fact]
    public async Task Post_OfEverything_IsCreatedAndEchoed()
    {
        var sent = Mx2Bodies.FullContext();
        using var response = await gateway.SendAsync("POST", Contexts, sent.ToJsonString());
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        var answer = JsonNode.Parse(text)!.AsObject();

        var id = (string)answer["contextId"]!;
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal(new Uri(gateway.Client.BaseAddress!, $"{Contexts}/{id}"), response.Headers.Location);
        var reference = (string)answer["appInfo"]!["userAppInstanceInfo"]![0]!["referenceURI"]!;
        Assert.Matches($"^{gateway.Client.BaseAddress!.AbsoluteUri}functions/v1/edge/edge-[12]/{id}$", reference);
        answer.Remove("contextId");
        answer["appInfo"]!["userAppInstanceInfo"]![0]!.AsObject().Remove("referenceURI");
        Assert.True(JsonNode.DeepEquals(sent, answer), text);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Post_OfWhatIsMandatory_HasNoNullsAndNamesTheInstance()
    {
        var answer = await gateway.SendAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), HttpStatusCode.Created);

        Assert.DoesNotContain("null", answer.GetRawText(), StringComparison.Ordinal);
        Assert.False(answer.TryGetProperty("callbackReference", out _));
        Assert.False(answer.TryGetProperty("appLocationUpdates", out _));
        Assert.Equal("echo-1", answer.GetProperty("appInfo").GetProperty("appDId").GetString());
        Assert.False(string.IsNullOrEmpty(Instance(answer).GetProperty("appInstanceId").GetString()));
    }

    [Fact]
    public async Task Post_OfTwoInstances_NamesBoth()
    {
        var body = Mx2Bodies.SmallContext();
        body["appInfo"]!["userAppInstanceInfo"] = new JsonArray(new JsonObject(), new JsonObject());

        var answer = await gateway.SendAsync("POST", Contexts, body.ToJsonString(), HttpStatusCode.Created);
        var ids = answer.GetProperty("appInfo").GetProperty("userAppInstanceInfo").EnumerateArray().Select(item => item.GetProperty("appInstanceId").GetString());
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task Put_ChangesCallbackAndLocationOnly()
    {
        var created = await gateway.SendAsync("POST", Contexts, Mx2Bodies.FullContext().ToJsonString(), HttpStatusCode.Created);
        var id = created.GetProperty("contextId").GetString();
        var body = Mx2Bodies.FullContext();
        body["contextId"] = "another";
        body["associateDevAppId"] = "another-device";
        body["callbackReference"] = "https://192.0.2.8/other";
        body["appInfo"]!["appDescription"] = "another";
        body["appInfo"]!["userAppInstanceInfo"]![0]!["appLocation"] = new JsonObject { ["countryCode"] = "PT" };

        await gateway.SendAsync("PUT", $"{Contexts}/{id}", body.ToJsonString(), HttpStatusCode.NoContent);
        var view = await gateway.Grains.GetGrain<QkdMec.Grains.AppContexts.IAppContextGrain>(id!).GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal("device-1", view!.Request.DeviceApp);
        Assert.Equal("https://192.0.2.8/other", view.Request.CallbackReference);
        Assert.Equal("as the device calls it", view.Request.AppDescription);
        Assert.Equal("PT", view.Request.Instances[0].Location!.CountryCode);
        Assert.Equal("my-instance", view.Request.Instances[0].InstanceId);
    }

    [Fact]
    public async Task Delete_OfAContext_LeavesNone()
    {
        var created = await gateway.SendAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), HttpStatusCode.Created);
        var path = $"{Contexts}/{created.GetProperty("contextId").GetString()}";

        await gateway.SendAsync("DELETE", path, null, HttpStatusCode.NoContent);

        await gateway.RefusedAsync("DELETE", path, null, 404);
        await gateway.RefusedAsync("PUT", path, Mx2Bodies.SmallContext().ToJsonString(), 404);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("1")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("..%2f..%2fetc")]
    public async Task Request_ForUnknownContext_Is404(string id)
    {
        await gateway.RefusedAsync("DELETE", $"{Contexts}/{id}", null, 404);
        await gateway.RefusedAsync("PUT", $"{Contexts}/{id}", Mx2Bodies.SmallContext().ToJsonString(), 404);
    }

    [Theory]
    [InlineData("appInfo.appDId", "nothing", 404, "unknown-application")]
    [InlineData("appInfo.appName", "other", 400, "application-mismatch")]
    [InlineData("appInfo.appSoftVersion", "9", 400, "application-mismatch")]
    public async Task Post_ForWrongApplication_IsRefused(string place, string value, int status, string code) =>
        Assert.Equal(code, (await gateway.RefusedAsync("POST", Contexts, Mx2Bodies.Put(Mx2Bodies.FullContext(), place, $"\"{value}\""), status)).Code);

    [Theory]
    [InlineData("appName", "other")]
    [InlineData("appProvider", "other")]
    [InlineData("appDVersion", "2.0")]
    [InlineData("appSoftVersion", "9")]
    public async Task Post_WithoutIdForUnknownApplication_Is404(string attribute, string value)
    {
        var body = Mx2Bodies.SmallContext();
        body["appInfo"]![attribute] = value;
        Assert.Equal("unknown-application", (await gateway.RefusedAsync("POST", Contexts, body.ToJsonString(), 404)).Code);
    }

    private static JsonElement Instance(JsonElement context) => context.GetProperty("appInfo").GetProperty("userAppInstanceInfo")[0];
}
