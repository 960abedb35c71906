using System.Net;
using System.Text.Json;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Does the application list show what was on-boarded, filtered as ETSI MEC 016 says?</summary>
public sealed class AppListTests(MecGateway gateway) : IClassFixture<MecGateway>, IAsyncLifetime
{
    private const string Apps = "/operator/v1/apps";

    public async ValueTask InitializeAsync()
    {
        foreach (var (name, provider, version, continuity, vendor) in new[] { ("a", "p", "1", 0, "v1"), ("b", "p", "2", 1, "v2"), ("b", "q", "2", 1, "v2") })
        {
            using var response = await gateway.SendAsync("POST", Apps, $$$"""
                {"appInfo":{"appName":"{{{name}}}","appProvider":"{{{provider}}}","appSoftVersion":"{{{version}}}","appDVersion":"1","appDescription":"d",
                 "appLocation":[{"countryCode":"ES"}],"appCharcs":{"memory":8,"storage":1,"latency":20,"bandwidth":100,"serviceCont":{{{continuity}}}}},
                 "function":"echo","vendorSpecificExt":{"vendorId":"{{{vendor}}}","colour":["blue"]}}
                """);
            Assert.True(response.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("", "a/p b/p b/q echo/QkdMec")]
    [InlineData("?appName=b", "b/p b/q")]
    [InlineData("?appName=a,echo", "a/p echo/QkdMec")]
    [InlineData("?appName=a&appName=echo", "a/p echo/QkdMec")]
    [InlineData("?appName=a,b&appProvider=q", "b/q")]
    [InlineData("?appProvider=p&appSoftVersion=2", "b/p")]
    [InlineData("?vendorId=v1", "a/p")]
    [InlineData("?vendorId=v2&serviceCont=1", "b/p b/q")]
    [InlineData("?serviceCont=0", "a/p echo/QkdMec")]
    [InlineData("?appName=nothing", "")]
    [InlineData("?appName=A", "")]
    public async Task Get_WithFilter_ListsWhatFits(string query, string expected)
    {
        var answer = await gateway.SendAsync("GET", "/dev_app/v1/app_list" + query, null, HttpStatusCode.OK);
        var found = answer.GetProperty("appList").EnumerateArray().Select(entry => entry.GetProperty("appInfo"))
            .Select(info => $"{info.GetProperty("appName").GetString()}/{info.GetProperty("appProvider").GetString()}").Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public async Task Get_ShowsEveryAttribute()
    {
        var answer = await gateway.SendAsync("GET", "/dev_app/v1/app_list?appName=a", null, HttpStatusCode.OK);
        var entry = Assert.Single(answer.GetProperty("appList").EnumerateArray());
        var info = entry.GetProperty("appInfo");

        Assert.Matches("^[0-9a-f]{32}$", info.GetProperty("appDId").GetString());
        Assert.Equal("ES", info.GetProperty("appLocation")[0].GetProperty("countryCode").GetString());
        Assert.Equal("""{"memory":8,"storage":1,"latency":20,"bandwidth":100,"serviceCont":0}""", info.GetProperty("appCharcs").GetRawText());
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse("""{"vendorId":"v1","colour":["blue"]}"""), entry.GetProperty("vendorSpecificExt")));
    }
}
