using System.Net;
using System.Text.Json;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary><c>GET app_list</c>: does it show what was on-boarded, filtered as ETSI MEC 016 says, and refuse what it does not know?</summary>
public sealed class Mx2TableAppListTests(MecGateway gateway) : IClassFixture<MecGateway>, IAsyncLifetime
{
    private const string AppList = "/dev_app/v1/app_list";
    private const string Characters32 = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

    public async ValueTask InitializeAsync()
    {
        foreach (var (name, provider, version, continuity, vendor) in new[] { ("a", "p", "1", 0, "v1"), ("b", "p", "2", 1, "v2"), ("b", "q", "2", 1, "v2"), ("é c", "r", "3", 1, "v,3") })
        {
            using var response = await gateway.SendAsync("POST", "/operator/v1/apps", $$$"""
                {"appInfo":{"appName":"{{{name}}}","appProvider":"{{{provider}}}","appSoftVersion":"{{{version}}}","appDVersion":"1","appDescription":"d",
                 "appLocation":[{"countryCode":"ES"}],"appCharcs":{"memory":8,"storage":1,"latency":20,"bandwidth":100,"serviceCont":{{{continuity}}}}},
                 "function":"echo","vendorSpecificExt":{"vendorId":"{{{vendor}}}","colour":["blue"]}}
                """);
            Assert.True(response.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("", "a/p b/p b/q echo/QkdMec é c/r")]
    [InlineData("?", "a/p b/p b/q echo/QkdMec é c/r")]
    [InlineData("?appName=b", "b/p b/q")]
    [InlineData("?appName=a,echo", "a/p echo/QkdMec")]
    [InlineData("?appName=a%2Cecho", "a/p echo/QkdMec")]
    [InlineData("?appName=a&appName=echo", "a/p echo/QkdMec")]
    [InlineData("?appName=a&appName=echo,b", "a/p b/p b/q echo/QkdMec")]
    [InlineData("?appName=%C3%A9%20c", "é c/r")]
    [InlineData("?appName=%C3%A9+c", "é c/r")]
    [InlineData("?appName=a,b&appProvider=q", "b/q")]
    [InlineData("?appProvider=p,q", "a/p b/p b/q")]
    [InlineData("?appProvider=p&appSoftVersion=2", "b/p")]
    [InlineData("?appSoftVersion=1&appSoftVersion=1.0", "a/p echo/QkdMec")]
    [InlineData("?vendorId=v1", "a/p")]
    [InlineData("?vendorId=v1,v2", "a/p b/p b/q")]
    [InlineData("?vendorId=v1&vendorId=v2", "a/p b/p b/q")]
    [InlineData("?vendorId=v2&serviceCont=1", "b/p b/q")]
    [InlineData("?vendorId=v2&serviceCont=0", "")]
    [InlineData("?serviceCont=0", "a/p echo/QkdMec")]
    [InlineData("?serviceCont=1", "b/p b/q é c/r")]
    [InlineData("?appName=nothing", "")]
    [InlineData("?appName=A", "")]
    [InlineData("?appName=%22a%22", "")]
    [InlineData("?appName=" + Characters32, "")]
    [InlineData("?appName=%F0%9D%84%9E", "")]
    public async Task Get_WithFilter_ListsWhatFits(string query, string expected)
    {
        var answer = await gateway.SendAsync("GET", AppList + query, null, HttpStatusCode.OK);
        var found = answer.GetProperty("appList").EnumerateArray().Select(entry => entry.GetProperty("appInfo"))
            .Select(info => $"{info.GetProperty("appName").GetString()}/{info.GetProperty("appProvider").GetString()}").Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(' ', found));
        Assert.DoesNotContain("null", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?unknown=1", "unknown")]
    [InlineData("?AppName=echo", "AppName")]
    [InlineData("?appDId=echo-1", "appDId")]
    [InlineData("?appName=echo&unknown", "unknown")]
    [InlineData("?appName=", "appName")]
    [InlineData("?appName", "appName")]
    [InlineData("?appName=echo,", "appName")]
    [InlineData("?appName=,", "appName")]
    [InlineData("?appName=" + Characters32 + "x", "appName")]
    [InlineData("?appProvider=", "appProvider")]
    [InlineData("?appProvider=" + Characters32 + "x", "appProvider")]
    [InlineData("?appSoftVersion=a,,b", "appSoftVersion")]
    [InlineData("?appSoftVersion=" + Characters32 + "x", "appSoftVersion")]
    [InlineData("?vendorId=", "vendorId")]
    [InlineData("?vendorId=a&vendorId=" + Characters32 + "x", "vendorId")]
    [InlineData("?vendorId=a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a", "vendorId")]
    [InlineData("?serviceCont=2", "serviceCont")]
    [InlineData("?serviceCont=true", "serviceCont")]
    [InlineData("?serviceCont=", "serviceCont")]
    [InlineData("?serviceCont=00", "serviceCont")]
    [InlineData("?serviceCont=0,1", "serviceCont")]
    [InlineData("?serviceCont=0&serviceCont=1", "serviceCont")]
    public async Task Get_OfWrongQuery_Is400AndNamesTheKey(string query, string name)
    {
        var problem = await gateway.RefusedAsync("GET", AppList + query, null, 400);
        Assert.Equal("malformed", problem.Code);
        Assert.Contains($"'{name}'", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ShowsEveryAttribute()
    {
        var answer = await gateway.SendAsync("GET", AppList + "?appName=a", null, HttpStatusCode.OK);
        var entry = Assert.Single(answer.GetProperty("appList").EnumerateArray());
        Assert.Equal(["appInfo", "vendorSpecificExt"], entry.EnumerateObject().Select(member => member.Name));
        var info = entry.GetProperty("appInfo");
        Assert.Equal(
            ["appCharcs", "appDId", "appDVersion", "appDescription", "appLocation", "appName", "appProvider", "appSoftVersion"],
            info.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Matches("^[0-9a-f]{32}$", info.GetProperty("appDId").GetString());
        Assert.Equal("ES", info.GetProperty("appLocation")[0].GetProperty("countryCode").GetString());
        Assert.Equal("""{"memory":8,"storage":1,"latency":20,"bandwidth":100,"serviceCont":0}""", info.GetProperty("appCharcs").GetRawText());
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse("""{"vendorId":"v1","colour":["blue"]}"""), entry.GetProperty("vendorSpecificExt")));
    }

    [Fact]
    public async Task Get_OfAnAppThatSaysLittle_LeavesOutWhatItDoesNotSay()
    {
        var answer = await gateway.SendAsync("GET", AppList + "?appName=echo", null, HttpStatusCode.OK);
        var entry = Assert.Single(answer.GetProperty("appList").EnumerateArray());
        Assert.Equal(["appInfo"], entry.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["appDId", "appDVersion", "appDescription", "appName", "appProvider", "appSoftVersion"],
            entry.GetProperty("appInfo").EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }
}
