using System.Net;
using System.Text.Json.Nodes;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary><c>POST app_contexts</c>: is each attribute taken and given back as ETSI MEC 016 has it, or refused with its place, and is nothing made by a refused request?</summary>
public sealed class Mx2TableCreateTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    private const string Contexts = "/dev_app/v1/app_contexts";

    // With its appDId an application is found, and is then another one than the request says. An unknown one would be in the package, and packages are not taken here.
    public static TheoryData<string, string?, int, string> Rows => Mx2Row.Data(Mx2Rows.NewContext.Select(row => row switch
    {
        { Code: "unknown-application", Place: "appInfo.appDId" } => row with { Status = 403, Code = "package-source-not-allowed" },
        { Code: "unknown-application" } => row with { Status = 400, Code = "application-mismatch" },
        _ => row,
    }));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Post_OfAValue(string place, string? json, int status, string code)
    {
        var body = Mx2Bodies.Put(Mx2Bodies.FullContext(), place, json);
        if (code.Length > 0)
        {
            Mx2Answer.CheckNames(await gateway.RefusedAsync("POST", Contexts, body, status), code, place, json);
        }
        else
        {
            await CheckEchoAsync(body);
        }

        Assert.Equal(0, await Mx2Answer.CountContextsAsync(gateway));
    }

    [Theory]
    [InlineData("appName", "\"other\"")]
    [InlineData("appProvider", "\"other\"")]
    [InlineData("appSoftVersion", "\"9\"")]
    [InlineData("appDVersion", "\"2.0\"")]
    [InlineData("appDId", "\"nothing\"")]
    public async Task Post_WithoutSourceForUnknownApplication_Is404(string attribute, string json)
    {
        var body = Mx2Bodies.SmallContext();
        body["appInfo"]![attribute] = JsonNode.Parse(json);
        Assert.Equal("unknown-application", (await gateway.RefusedAsync("POST", Contexts, body.ToJsonString(), 404)).Code);
    }

    [Theory]
    [InlineData(true, true, 400)]
    [InlineData(true, false, 201)]
    [InlineData(false, true, 201)]
    [InlineData(false, false, 201)]
    [InlineData(null, true, 201)]
    public async Task Post_WantsUpdatesOrInstantiation_NotBoth(bool? updates, bool? instantiation, int status)
    {
        var body = Mx2Bodies.SmallContext();
        body["appLocationUpdates"] = updates;
        body["appAutoInstantiation"] = instantiation;
        if (updates is null)
        {
            body.Remove("appLocationUpdates");
        }

        using var response = await gateway.SendAsync("POST", Contexts, body.ToJsonString());
        Assert.Equal(status, (int)response.StatusCode);
        await Mx2Answer.DeleteAsync(gateway, response);
    }

    private async Task CheckEchoAsync(string body)
    {
        using var response = await gateway.SendAsync("POST", Contexts, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var (sent, answer) = (JsonNode.Parse(body)!.AsObject(), JsonNode.Parse(text)!.AsObject());

        var id = (string)answer["contextId"]!;
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal(new Uri(gateway.Client.BaseAddress!, $"{Contexts}/{id}"), response.Headers.Location);
        var instances = answer["appInfo"]!["userAppInstanceInfo"]!.AsArray();
        Assert.All(instances, instance => Assert.Matches($"^{gateway.Client.BaseAddress!.AbsoluteUri}functions/v1/edge/edge-[12]/{id}$", (string)instance!["referenceURI"]!));
        Assert.Equal(instances.Count, instances.Select(instance => (string)instance!["appInstanceId"]!).Distinct().Count());

        Mx2Answer.ForgetAssigned(sent, answer);
        Assert.True(JsonNode.DeepEquals(sent, answer), $"{body} gave {text}");
        Assert.DoesNotContain("null", text, StringComparison.Ordinal);
        await Mx2Answer.DeleteAsync(gateway, response);
    }
}
