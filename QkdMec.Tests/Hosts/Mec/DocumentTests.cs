using System.Net;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Does the gateway describe itself?</summary>
public sealed class DocumentTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    [Theory]
    [InlineData("mx2", "/dev_app/v1/app_contexts/{contextId}", "put")]
    [InlineData("mx2", "/dev_app/v1/obtain_app_loc_availability", "post")]
    [InlineData("operator", "/operator/v1/contexts/{contextId}/steps", "get")]
    [InlineData("functions", "/functions/v1/{site}/{host}/{contextId}/invocations", "post")]
    [InlineData("qkd014", "/api/v1/keys/{master_SAE_ID}/dec_keys", "post")]
    public async Task OpenApi_OfAnInterface_HasItsPaths(string name, string path, string method)
    {
        var document = await gateway.SendAsync("GET", $"/openapi/{name}.json", null, HttpStatusCode.OK);
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.True(document.GetProperty("paths").GetProperty(path).TryGetProperty(method, out var operation), document.GetRawText());
        Assert.True(operation.GetProperty("responses").EnumerateObject().Any());
    }

    [Fact]
    public async Task OpenApi_OfMx2_HasItsOwnPathsOnly()
    {
        var document = await gateway.SendAsync("GET", "/openapi/mx2.json", null, HttpStatusCode.OK);
        Assert.All(document.GetProperty("paths").EnumerateObject(), path => Assert.StartsWith("/dev_app/v1/", path.Name, StringComparison.Ordinal));
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.True(schemas.GetProperty("AppContextInfo").GetProperty("properties").TryGetProperty("associateDevAppId", out _));
        var field = Assert.Single(document.GetProperty("paths").GetProperty("/dev_app/v1/app_contexts").GetProperty("post").GetProperty("parameters").EnumerateArray());
        Assert.Equal(("Idempotency-Key", "header"), (field.GetProperty("name").GetString(), field.GetProperty("in").GetString()));
    }

    [Theory]
    [InlineData("mx2", "/dev_app/v1/app_list", "get", "device")]
    [InlineData("operator", "/operator/v1/hosts", "get", "operator.read", "operator.change")]
    [InlineData("operator", "/operator/v1/apps", "post", "operator.change")]
    public async Task OpenApi_SaysWhichTokensAreNeeded(string name, string path, string method, params string[] roles)
    {
        var document = await gateway.SendAsync("GET", $"/openapi/{name}.json", null, HttpStatusCode.OK);
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
        var operation = document.GetProperty("paths").GetProperty(path).GetProperty(method);
        Assert.Equal(roles, operation.GetProperty("security").EnumerateArray().Select(choice => choice.GetProperty("bearer")[0].GetString()));
        Assert.True(operation.GetProperty("responses").TryGetProperty("401", out _));
    }

    [Fact]
    public async Task OpenApi_OfNothing_Is404() => await gateway.RefusedAsync("GET", "/openapi/nothing.json", null, 404);

    [Fact]
    public async Task Metrics_AreTextOfPrometheus()
    {
        using var meter = new System.Diagnostics.Metrics.Meter("QkdMec.Tests.Documents");
        meter.CreateCounter<long>("qkdmec.tests.things", description: "Things").Add(3, new KeyValuePair<string, object?>("kind", "a\"b"));
        var duration = meter.CreateHistogram<double>("qkdmec.tests.time", "s");
        duration.Record(0.05);
        duration.Record(2e9);

        var text = await gateway.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains("# TYPE qkdmec_tests_things_total counter\nqkdmec_tests_things_total{kind=\"a\\\"b\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("qkdmec_tests_time_bucket{le=\"0.1\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("qkdmec_tests_time_bucket{le=\"+Inf\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("qkdmec_tests_time_count 2\n", text, StringComparison.Ordinal);
    }
}
