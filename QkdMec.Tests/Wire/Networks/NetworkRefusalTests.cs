using System.Net;
using System.Text;

namespace QkdMec.Tests.Wire.Networks;

/// <summary>Is every request that cannot be done a clear 4xx that changes nothing?</summary>
public sealed class NetworkRefusalTests(NetworkSystem network) : IClassFixture<NetworkSystem>
{
    private const string Laid = "/links/kme-west~relay-north";
    private const string Free = "/links/kme-west~kme-east";
    private const string Good = """{"profile":"gigahertz","kilometres":10}""";

    [Theory]
    [InlineData("GET", "/links/kme-west~kme-east", null, 404, "unknown-link")]
    [InlineData("GET", "/links/nothing", null, 400, "malformed")]
    [InlineData("GET", "/links/a~b~c", null, 400, "malformed")]
    [InlineData("GET", "/links/kme-west~kme-west", null, 400, "malformed")]
    [InlineData("GET", "/links?unknown=1", null, 400, "malformed")]
    [InlineData("GET", "/topology?unknown=1", null, 400, "malformed")]
    [InlineData("GET", "/pools?unknown=1", null, 400, "malformed")]
    [InlineData("GET", "/alarms?unknown=1", null, 400, "malformed")]
    [InlineData("GET", "/routes?unknown=1", null, 400, "malformed")]
    [InlineData("GET", "/routes/kme-west/nowhere", null, 404, "unknown-kme")]
    [InlineData("GET", "/routes/kme-west/kme-west", null, 400, "malformed")]
    [InlineData("GET", "/routes/kme-west/a%20b", null, 400, "malformed")]
    [InlineData("POST", Free + "/cut", "{}", 404, "unknown-link")]
    [InlineData("POST", Free + "/repair", "{}", 404, "unknown-link")]
    [InlineData("POST", Free + "/eavesdrop", """{"share":0.5}""", 404, "unknown-link")]
    [InlineData("POST", Laid + "/cut", """{"share":1}""", 400, "malformed")]
    [InlineData("POST", Laid + "/cut", "[", 400, "malformed")]
    [InlineData("POST", Laid + "/eavesdrop", """{"share":1.01}""", 400, "malformed")]
    [InlineData("POST", Laid + "/eavesdrop", """{"share":-0.1}""", 400, "malformed")]
    [InlineData("POST", Laid + "/eavesdrop", """{"share":"half"}""", 400, "malformed")]
    [InlineData("POST", Laid + "/eavesdrop", "{}", 400, "malformed")]
    [InlineData("PUT", "/links/kme-west~kme-west", Good, 400, "malformed")]
    [InlineData("PUT", "/links/kme-west~nowhere", Good, 404, "unknown-kme")]
    [InlineData("PUT", Laid, Good, 409, "link-exists")]
    [InlineData("PUT", Free, """{"profile":"none","kilometres":10}""", 400, "unknown-profile")]
    [InlineData("PUT", Free, """{"profile":"gigahertz","kilometres":-1}""", 400, "malformed")]
    [InlineData("PUT", Free, """{"profile":"gigahertz","kilometres":1001}""", 400, "malformed")]
    [InlineData("PUT", Free, """{"profile":"gigahertz","kilometres":10,"qber":0.3}""", 400, "malformed")]
    [InlineData("PUT", Free, """{"profile":"gigahertz","kilometres":10,"colour":"red"}""", 400, "malformed")]
    [InlineData("PUT", Free, """{"profile":"gigahertz"}""", 400, "malformed")]
    [InlineData("DELETE", Free, null, 404, "unknown-link")]
    [InlineData("PUT", "/kmes/kme-west/saes/sae-east", "{}", 409, "sae-elsewhere")]
    [InlineData("PUT", "/kmes/nowhere/saes/sae-new", "{}", 404, "unknown-kme")]
    [InlineData("PUT", "/kmes/kme-west/saes/ca", "{}", 400, "reserved-name")]
    [InlineData("PUT", "/kmes/kme-west/saes/a%20b", "{}", 400, "malformed")]
    [InlineData("DELETE", "/kmes/kme-west/saes/sae-east", null, 404, "unknown-sae")]
    [InlineData("DELETE", "/kmes/nowhere/saes/sae-east", null, 404, "unknown-kme")]
    [InlineData("PUT", "/kmes/kme-new", "{}", 400, "malformed")]
    public async Task Request_ThatCannotBeDone_IsRefused(string method, string path, string? json, int status, string code)
    {
        var before = (await network.GetAsync("/topology")).GetRawText();
        Assert.Equal(code, (await network.RefusedAsync(method, path, json, status)).Code);
        Assert.Equal(before, (await network.GetAsync("/topology")).GetRawText());
    }

    [Theory]
    [InlineData("POST", Laid + "/cut")]
    [InlineData("POST", Laid + "/eavesdrop")]
    [InlineData("PUT", Free)]
    [InlineData("PUT", "/kmes/kme-new")]
    [InlineData("PUT", "/kmes/kme-west/saes/sae-new")]
    public async Task Change_WithoutAJsonContentType_Is415(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/operator/v1/network" + path)
        {
            Content = new StringContent(Good, Encoding.UTF8, "text/plain"),
        };
        using var response = await network.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Change_FromAForeignOrigin_IsForbidden()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/operator/v1/network" + Laid);
        request.Headers.Add("Origin", "http://elsewhere.example");
        using var response = await network.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Reads_ShowTheWholeNetwork()
    {
        var topology = await network.GetAsync("/topology");
        Assert.Equal(["kme-east", "kme-west", "relay-north", "relay-south"], topology.GetProperty("kmes").EnumerateArray().Select(kme => kme.GetProperty("kme").GetString()));
        Assert.Equal(4, topology.GetProperty("links").GetArrayLength());
        var link = (await network.GetAsync("/links")).GetProperty("links")[0];
        Assert.Equal(("kme-east~relay-north", 1.0), (link.GetProperty("link").GetString(), link.GetProperty("lossDb").GetDouble()));
        var reversed = await network.GetAsync("/links/relay-north~kme-east");
        Assert.Equal(link.GetProperty("link").GetString(), reversed.GetProperty("link").GetString());
        var pools = (await network.GetAsync("/pools")).GetProperty("pools").EnumerateArray().ToList();
        Assert.Contains(pools, pool => pool.GetProperty("kme").GetString() == "kme-west" && pool.GetProperty("peer").GetString() == "kme-east" && !pool.GetProperty("isNeighbour").GetBoolean());
        var pair = await network.GetAsync("/routes/kme-west/kme-east");
        Assert.Single(pair.GetProperty("choices").EnumerateArray(), choice => choice.GetProperty("inUse").GetBoolean());
        Assert.All(pair.GetProperty("choices").EnumerateArray(), choice => Assert.Equal(3, choice.GetProperty("route").GetArrayLength()));
    }

    [Fact]
    public async Task OpenApi_DescribesTheNetwork()
    {
        var document = await network.Http.GetStringAsync("/openapi/operator.json", TestContext.Current.CancellationToken);
        foreach (var path in new[] { "topology", "links/{link}/eavesdrop", "kmes/{kme}/saes/{sae}", "routes/{from}/{to}", "pools", "alarms" })
        {
            Assert.Contains($"\"/operator/v1/network/{path}\"", document, StringComparison.Ordinal);
        }
    }
}
