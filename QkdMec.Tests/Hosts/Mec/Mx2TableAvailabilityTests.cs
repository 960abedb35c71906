using System.Net;
using System.Text.Json.Nodes;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary><c>POST obtain_app_loc_availability</c>: is each attribute taken and given back, or refused with its place?</summary>
public sealed class Mx2TableAvailabilityTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    private const string Availability = "/dev_app/v1/obtain_app_loc_availability";

    // Packages are not taken here, so an unknown application with a source is one whose source is not allowed.
    public static TheoryData<string, string?, int, string> Rows => Mx2Row.Data(Mx2Rows.Availability.Select(
        row => row.Code == "unknown-application" ? row with { Status = 403, Code = "package-source-not-allowed" } : row));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Post_OfAValue(string place, string? json, int status, string code)
    {
        var body = Mx2Bodies.Put(Mx2Bodies.FullAvailability(), place, json);
        if (code.Length > 0)
        {
            Mx2Answer.CheckNames(await gateway.RefusedAsync("POST", Availability, body, status), code, place, json);
            return;
        }

        using var response = await gateway.SendAsync("POST", Availability, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var (sent, answer) = (JsonNode.Parse(body)!.AsObject(), await Mx2Answer.ReadAsync(response));
        Assert.Equal("""[{"appLocation":{}}]""", answer["appInfo"]!["availableLocations"]!.ToJsonString());
        sent["appInfo"]!.AsObject().Remove("availableLocations");
        answer["appInfo"]!.AsObject().Remove("availableLocations");
        Assert.True(JsonNode.DeepEquals(sent, answer), answer.ToJsonString());
    }

    [Fact]
    public async Task Post_OfUnknownApplicationWithoutSource_Is404()
    {
        var body = Mx2Bodies.FullAvailability();
        body["appInfo"]!["appName"] = "other";
        body["appInfo"]!.AsObject().Remove("appPackageSource");
        Assert.Equal("unknown-application", (await gateway.RefusedAsync("POST", Availability, body.ToJsonString(), 404)).Code);
    }
}
