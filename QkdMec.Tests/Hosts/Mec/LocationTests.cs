using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Are contexts placed where application and device want them, and is it told beforehand where that can be?</summary>
public sealed class LocationTests(LocatedGateway located) : IClassFixture<LocatedGateway>
{
    private const string Contexts = "/dev_app/v1/app_contexts";
    private const string Availability = "/dev_app/v1/obtain_app_loc_availability";
    private const string Around = """{"type":"Polygon","coordinates":[[[-26,37],[-25,37],[-25,38],[-26,38]]]}""";
    private const string AtSea = """{"type":"Polygon","coordinates":[[[-40,37],[-39,37],[-39,38]]]}""";

    private readonly MecGateway gateway = located.Gateway;

    [Theory]
    [InlineData("""{"countryCode":"ES"}""", "edge-1")]
    [InlineData("""{"countryCode":"PT"}""", "edge-2")]
    [InlineData("""{"civicAddressElement":[{"caType":3,"caValue":"sevilla"}],"countryCode":"ES"}""", "edge-1")]
    [InlineData("""{"civicAddressElement":[{"caType":3,"caValue":"Lisboa"}]}""", "edge-2")]
    [InlineData($$"""{"area":{{Around}}}""", "edge-2")]
    [InlineData($$"""{"area":{{Around}},"civicAddressElement":[{"caType":3,"caValue":"Sevilla"}]}""", "edge-2")]
    public async Task Context_IsPlacedWhereItIsWanted(string location, string host)
    {
        for (var round = 0; round < 3; round++)
        {
            var context = await gateway.SendAsync("POST", Contexts, ContextAt("echo", location), HttpStatusCode.Created);
            Assert.Contains($"/functions/v1/edge/{host}/", context.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"countryCode":"FR"}""", "edge/edge-1: it stands in ES; edge/edge-2: it stands in PT.")]
    [InlineData($$"""{"area":{{AtSea}}}""", "edge/edge-1: it stands at longitude -5.98, latitude 37.39, outside the area; edge/edge-2: it stands at longitude -25.67, latitude 37.74, outside the area.")]
    [InlineData(
        """{"countryCode":"ES","civicAddressElement":[{"caType":3,"caValue":"Cádiz"}]}""", "edge/edge-1: its civic address is not 'Cádiz' (caType 3); edge/edge-2: it stands in PT.")]
    public async Task Context_ThatIsWantedNowhere_IsRefusedWithEachHostsPlace(string location, string reason)
    {
        var problem = await gateway.RefusedAsync("POST", Contexts, ContextAt("echo", location), 403);
        Assert.Equal(("not-allowed", reason), (problem.Code, problem.Detail));
    }

    [Fact]
    public async Task Context_OfTwoInstancesAtDifferentPlaces_IsRefused()
    {
        var body = JsonNode.Parse(ContextAt("echo", """{"countryCode":"ES"}"""))!;
        body["appInfo"]!["userAppInstanceInfo"]!.AsArray().Add(JsonNode.Parse("""{"appLocation":{"countryCode":"PT"}}"""));
        Assert.Equal("not-allowed", (await gateway.RefusedAsync("POST", Contexts, body.ToJsonString(), 403)).Code);
    }

    [Fact]
    public async Task Availability_OfAnAppForEverywhere_IsEveryHostsLocation_WhichCanBeAskedFor()
    {
        var locations = await AvailableAsync("echo");
        Assert.Equal(2, locations.Count);
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse("""{"countryCode":"ES","civicAddressElement":[{"caType":1,"caValue":"Andalucía"},{"caType":3,"caValue":"Sevilla"}]}"""), locations[0]));
        Assert.Equal("PT", locations[1].GetProperty("countryCode").GetString());

        var area = JsonNode.Parse(locations[1].GetRawText())!.AsObject();
        area.Remove("countryCode");
        var context = await gateway.SendAsync("POST", Contexts, ContextAt("echo", area.ToJsonString()), HttpStatusCode.Created);
        Assert.Contains("/edge/edge-2/", context.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pinned", """{"deniedHosts":["edge/edge-1"]}""", null, "PT")]
    [InlineData("spanish", null, """[{"countryCode":"ES"}]""", "ES")]
    [InlineData("iberian", null, """[{"countryCode":"PT"},{"countryCode":"ES"}]""", "ES PT")]
    [InlineData("french", null, """[{"countryCode":"FR"}]""", "")]
    public async Task Availability_FollowsTheApplicationsRulesAndLocations(string name, string? placement, string? appLocation, string countries)
    {
        var body = JsonNode.Parse($$"""
            {"appInfo":{"appName":"{{name}}","appProvider":"QkdMec","appSoftVersion":"1.0","appDVersion":"1.0","appDescription":""},"function":"echo"}
            """)!;
        body["appInfo"]!["appLocation"] = JsonNode.Parse(appLocation ?? "[]");
        body["placement"] = JsonNode.Parse(placement ?? "{}");
        await gateway.SendAsync("POST", "/operator/v1/apps", body.ToJsonString(), HttpStatusCode.Created);

        Assert.Equal(countries, string.Join(' ', (await AvailableAsync(name)).Select(location => location.GetProperty("countryCode").GetString())));
    }

    private async Task<List<JsonElement>> AvailableAsync(string app)
    {
        var answer = await gateway.SendAsync("POST", Availability, Mx2Bodies.Put(Mx2Bodies.FullAvailability(), "appInfo.appName", $"\"{app}\""), HttpStatusCode.OK);
        return [.. answer.GetProperty("appInfo").GetProperty("availableLocations").EnumerateArray().Select(item => item.GetProperty("appLocation"))];
    }

    private static string ContextAt(string app, string location)
    {
        var body = Mx2Bodies.SmallContext();
        body["appInfo"]!["appName"] = app;
        return Mx2Bodies.Put(body, "appInfo.userAppInstanceInfo.0.appLocation", location);
    }
}
