using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace QkdMec.Tests.Hosts.Mec.Packages;

/// <summary>Is an application on-boarded from the package that a device names, and from nothing else?</summary>
public sealed class PackageTests(PackageGateway packages) : IClassFixture<PackageGateway>
{
    private const string Contexts = "/dev_app/v1/app_contexts";
    private const string Availability = "/dev_app/v1/obtain_app_loc_availability";

    private readonly MecGateway gateway = packages.Gateway;

    [Fact]
    public async Task Post_OfAPackage_OnboardsItOnce_AndCreatesTheContext()
    {
        var body = Body("sound", Source("sound"));
        var before = packages.Requests;
        using var first = await gateway.SendAsync("POST", Contexts, body);
        using var second = await gateway.SendAsync("POST", Contexts, body);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(before + 1, packages.Requests);
        Assert.Equal(Source("sound"), (string?)(await Mx2Answer.ReadAsync(first))["appInfo"]!["appPackageSource"]);
        var listed = await gateway.SendAsync("GET", "/dev_app/v1/app_list?appName=sound", null, HttpStatusCode.OK);
        var info = Assert.Single(listed.GetProperty("appList").EnumerateArray()).GetProperty("appInfo");
        Assert.Equal(("Packer", "from a package"), (info.GetProperty("appProvider").GetString(), info.GetProperty("appDescription").GetString()));
        await Mx2Answer.DeleteAsync(gateway, first);
        await Mx2Answer.DeleteAsync(gateway, second);
    }

    [Fact]
    public async Task Post_OfAPackageWithRules_FollowsThem()
    {
        using var response = await gateway.SendAsync("POST", Contexts, Body("pinned", Source("pinned")));
        Assert.Contains("/functions/v1/edge/edge-2/", (await Mx2Answer.ReadAsync(response)).ToJsonString(), StringComparison.Ordinal);
        await Mx2Answer.DeleteAsync(gateway, response);
        var listed = await gateway.SendAsync("GET", "/dev_app/v1/app_list?appName=pinned&vendorId=v", null, HttpStatusCode.OK);
        Assert.Equal(1, listed.GetProperty("appList").GetArrayLength());
    }

    [Fact]
    public async Task Post_WithTheDigest_TakesThatPackageOnly()
    {
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(PackageServer.Manifest("digested"))));
        var problem = await gateway.RefusedAsync("POST", Contexts, Body("digested", $"{Source("digested")}#sha256={new string('0', 64)}"), 400);
        Assert.Equal("package-invalid", problem.Code);
        Assert.Contains("SHA-256", problem.Detail, StringComparison.Ordinal);

        using var response = await gateway.SendAsync("POST", Contexts, Body("digested", $"{Source("digested")}#sha256={digest}"));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        await Mx2Answer.DeleteAsync(gateway, response);
    }

    [Theory]
    [InlineData("\"packed-1\"", 201, "")]
    [InlineData("\"packed-2\"", 400, "package-mismatch")]
    public async Task Post_WithAnAppDId_TakesAPackageOfThatIdOnly(string id, int status, string code)
    {
        var body = Mx2Bodies.Put((System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(Body("identified", Source("identified")))!, "appInfo.appDId", id);
        using var response = await gateway.SendAsync("POST", Contexts, body);
        if (status == (int)HttpStatusCode.Created)
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            await Mx2Answer.DeleteAsync(gateway, response);
            await gateway.SendAsync("DELETE", "/operator/v1/apps/packed-1", null, HttpStatusCode.NoContent);
        }
        else
        {
            Assert.Equal(code, (await MecGateway.ReadProblemAsync(response, status, body)).Code);
        }
    }

    [Theory]
    [InlineData("redirect", 400, "package-unavailable", "answered 302")]
    [InlineData("missing", 400, "package-unavailable", "answered 404")]
    [InlineData("failing", 400, "package-unavailable", "answered 500")]
    [InlineData("silent", 400, "package-unavailable", "did not arrive within 1.5 s")]
    [InlineData("stalling", 400, "package-unavailable", "did not arrive within 1.5 s")]
    [InlineData("breaking", 400, "package-unavailable", "broke off")]
    [InlineData("large", 400, "package-invalid", "larger than 65536 bytes")]
    [InlineData("endless", 400, "package-invalid", "larger than 65536 bytes")]
    [InlineData("text", 400, "package-invalid", "must be application/json")]
    [InlineData("untyped", 400, "package-invalid", "must be application/json")]
    [InlineData("packed", 400, "package-invalid", "Content-Encoding")]
    [InlineData("broken", 400, "package-invalid", "JSON")]
    [InlineData("array", 400, "package-invalid", "must be an object")]
    [InlineData("second", 400, "package-invalid", "'formatVersion' must be from 1 to 1")]
    [InlineData("extra", 400, "package-invalid", "'run' is not known")]
    [InlineData("functionless", 400, "package-invalid", "'function' is mandatory")]
    [InlineData("other", 400, "package-mismatch", "'another' of 'Packer'")]
    [InlineData("no-function", 400, "unknown-function", "'nothing'")]
    [InlineData("no-host", 400, "unknown-host", "does not exist")]
    [InlineData("clash", 409, "app-conflict", "echo-1")]
    public async Task Post_OfWhatIsNoPackage_IsRefused_AndOnboardsNothing(string name, int status, string code, string words) =>
        await CheckRefusedAsync(name, Source(name), status, code, words);

    [Theory]
    [InlineData("http://127.0.0.1:{port}/elsewhere/sound")]
    [InlineData("http://127.0.0.1:{port}/packages/../elsewhere/sound")]
    [InlineData("http://127.0.0.1:{port}/packages/%2e%2e/elsewhere/sound")]
    [InlineData("http://127.0.0.1:{port}/packages/..%2felsewhere/sound")]
    [InlineData("http://127.0.0.1:{port}/packages/..%5Celsewhere/sound")]
    [InlineData("http://127.0.0.1:{port}/packages")]
    [InlineData("http://localhost:{port}/packages/sound")]
    [InlineData("https://127.0.0.1:{port}/packages/sound")]
    [InlineData("http://127.0.0.1/packages/sound")]
    [InlineData("http://elsewhere.example/packages/sound")]
    [InlineData(PackageGateway.Own + "operator/v1/apps")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[fe80::1]/package")]
    public async Task Post_OfASourceThatIsNotAllowed_Is403(string source) =>
        await CheckRefusedAsync("nothing", source.Replace("{port}", $"{packages.Packages.Port}", StringComparison.Ordinal), 403, "package-source-not-allowed", "no packages from there");

    [Theory]
    [InlineData(PackageGateway.Closed + "package")]
    [InlineData("http://nothing.invalid/package")]
    public async Task Post_OfASourceThatIsNotThere_Is400(string source) => await CheckRefusedAsync("nothing", source, 400, "package-unavailable", "");

    [Theory]
    [InlineData("#sha256=")]
    [InlineData("#sha256=00")]
    [InlineData("#sha512=00000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("#sha256=000000000000000000000000000000000000000000000000000000000000000g")]
    [InlineData("#manifest")]
    public async Task Post_OfAFragmentThatIsNoDigest_Is400(string fragment) =>
        await CheckRefusedAsync("sound-too", Source("sound-too") + fragment, 400, "package-invalid", "'#sha256='");

    [Fact]
    public async Task Availability_OfAPackage_IsToldWithoutOnboardingIt()
    {
        var body = Mx2Bodies.FullAvailability();
        (body["appInfo"]!["appName"], body["appInfo"]!["appProvider"], body["appInfo"]!["appPackageSource"]) = ("asked", "Packer", Source("asked"));
        var apps = await CountAppsAsync();

        var answer = await gateway.SendAsync("POST", Availability, body.ToJsonString(), HttpStatusCode.OK);
        Assert.Equal(1, answer.GetProperty("appInfo").GetProperty("availableLocations").GetArrayLength());
        body["appInfo"]!["appPackageSource"] = Source("missing");
        Assert.Equal("package-unavailable", (await gateway.RefusedAsync("POST", Availability, body.ToJsonString(), 400)).Code);
        (body["appInfo"]!["appName"], body["appInfo"]!["appPackageSource"]) = ("no-function", Source("no-function"));
        answer = await gateway.SendAsync("POST", Availability, body.ToJsonString(), HttpStatusCode.OK);
        Assert.Equal(0, answer.GetProperty("appInfo").GetProperty("availableLocations").GetArrayLength());
        Assert.Equal(apps, await CountAppsAsync());
    }

    private async Task CheckRefusedAsync(string name, string source, int status, string code, string words)
    {
        var apps = await CountAppsAsync();
        var problem = await gateway.RefusedAsync("POST", Contexts, Body(name, source), status);
        Assert.Equal(code, problem.Code);
        Assert.Contains(words, problem.Detail, StringComparison.Ordinal);
        Assert.Equal(apps, await CountAppsAsync());
    }

    private async Task<int> CountAppsAsync() =>
        (await gateway.SendAsync("GET", "/operator/v1/apps", null, HttpStatusCode.OK)).GetProperty("apps").GetArrayLength();

    private string Source(string name) => new Uri(packages.Packages, name).AbsoluteUri;

    private static string Body(string name, string source)
    {
        var body = Mx2Bodies.SmallContext();
        (body["appInfo"]!["appName"], body["appInfo"]!["appProvider"], body["appInfo"]!["appPackageSource"]) = (name, "Packer", source);
        return body.ToJsonString();
    }
}
