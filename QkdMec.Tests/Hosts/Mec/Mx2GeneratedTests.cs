using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using QkdMec.Grains.AppContexts;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Is whatever is sent that breaks a rule answered with a problem document of 4xx, and does it change nothing?</summary>
public sealed class Mx2GeneratedTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    private const string Contexts = "/dev_app/v1/app_contexts";
    private const string Availability = "/dev_app/v1/obtain_app_loc_availability";
    private const int Rounds = 400;

    private static readonly string[] MandatoryInContext =
    [
        "associateDevAppId", "appInfo", "appInfo.appName", "appInfo.appProvider", "appInfo.appDVersion", "appInfo.userAppInstanceInfo",
        "appInfo.userAppInstanceInfo.0.appLocation.area.type", "appInfo.userAppInstanceInfo.0.appLocation.area.coordinates",
        "appInfo.userAppInstanceInfo.0.appLocation.civicAddressElement.0.caType",
    ];

    private static readonly string[] MandatoryInAvailability = ["associateDevAppId", "appInfo", "appInfo.appName", "appInfo.appProvider", "appInfo.appDVersion"];

    private static readonly string[] Limited = ["associateDevAppId", "appInfo.appName", "appInfo.appProvider", "appInfo.appSoftVersion", "appInfo.appDescription"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    public async Task Create_OfABrokenDocument_IsRefused_AndCreatesNothing(int seed)
    {
        await SendAllAsync("POST", Contexts, new BrokenDocuments(seed, MandatoryInContext, Limited), Mx2Bodies.FullContext);
        Assert.Equal(0, await Mx2Answer.CountContextsAsync(gateway));
        Assert.Equal(1, await CountAppsAsync());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20261123)]
    public async Task Update_WithABrokenDocument_IsRefused_AndChangesNothing(int seed)
    {
        var created = await gateway.SendAsync("POST", Contexts, Mx2Bodies.FullContext().ToJsonString(), HttpStatusCode.Created);
        var id = created.GetProperty("contextId").GetString()!;
        var context = gateway.Grains.GetGrain<IAppContextGrain>(id);
        var before = Print((await context.GetAsync(Token))!);

        await SendAllAsync("PUT", $"{Contexts}/{id}", new BrokenDocuments(seed, MandatoryInContext, Limited), Mx2Bodies.FullContext);
        Assert.Equal(before, Print((await context.GetAsync(Token))!));
        await gateway.SendAsync("DELETE", $"{Contexts}/{id}", null, HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20261124)]
    public async Task Availability_OfABrokenDocument_IsRefused(int seed) =>
        await SendAllAsync("POST", Availability, new BrokenDocuments(seed, MandatoryInAvailability, Limited), Mx2Bodies.FullAvailability);

    [Fact]
    public async Task List_WithABrokenQuery_IsRefused()
    {
        var random = new Random(20261125);
        string[] known = ["appName", "appProvider", "appSoftVersion", "vendorId"];
        for (var round = 0; round < Rounds; round++)
        {
            var query = random.Next(4) switch
            {
                0 => $"{Noise(random, 1, 20)}={Noise(random, 0, 20)}",
                1 => $"{known[random.Next(known.Length)]}={new string('x', random.Next(33, 200))}",
                2 => $"serviceCont=2{Noise(random, 0, 40)}",
                _ => $"{known[random.Next(known.Length)]}={string.Join(',', Enumerable.Repeat("a", random.Next(1, 60)))},,",
            };
            using var response = await gateway.SendAsync("GET", $"/dev_app/v1/app_list?{query}");
            await MecGateway.ReadProblemAsync(response, 400, $"round {round}, {query}");
        }
    }

    [Fact]
    public async Task Delete_OfABrokenId_IsRefused_AndDeletesNothing()
    {
        var created = await gateway.SendAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), HttpStatusCode.Created);
        var random = new Random(20261126);
        for (var round = 0; round < Rounds; round++)
        {
            var id = random.Next(2) == 0 ? Noise(random, 1, 40) : Convert.ToHexStringLower(RandomBytes(random, 16));
            using var response = await gateway.SendAsync("DELETE", $"{Contexts}/{id}");
            await MecGateway.ReadProblemAsync(response, 404, $"round {round}, {id}");
        }

        await gateway.SendAsync("DELETE", $"{Contexts}/{created.GetProperty("contextId").GetString()}", null, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Send_OfDocumentsWithFlippedBytes_IsNeverAFault()
    {
        var random = new Random(20261122);
        for (var round = 0; round < Rounds; round++)
        {
            var (path, sound) = random.Next(2) == 0 ? (Contexts, Mx2Bodies.FullContext()) : (Availability, Mx2Bodies.FullAvailability());
            var bytes = Encoding.UTF8.GetBytes(sound.ToJsonString());
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using var response = await SendAsync("POST", path, bytes);
            Assert.True((int)response.StatusCode is 200 or 201 or 400 or 403 or 404, $"round {round}: {(int)response.StatusCode} for {Encoding.Latin1.GetString(bytes)}");
            await Mx2Answer.DeleteAsync(gateway, response);
        }

        Assert.Equal(0, await Mx2Answer.CountContextsAsync(gateway));
    }

    private async Task SendAllAsync(string method, string path, BrokenDocuments documents, Func<JsonObject> sound)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (how, body) = documents.Next(sound());
            using var response = await SendAsync(method, path, body);
            var what = string.Create(CultureInfo.InvariantCulture, $"round {round}, {how}: {Encoding.Latin1.GetString(body.AsSpan(0, Math.Min(body.Length, 2000)))}");
            await MecGateway.ReadProblemAsync(response, body.Length > 64 * 1024 ? 413 : 400, what);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await gateway.Client.SendAsync(request, Token);
    }

    private async Task<int> CountAppsAsync() =>
        (await gateway.SendAsync("GET", "/operator/v1/apps", null, HttpStatusCode.OK)).GetProperty("apps").GetArrayLength();

    private static string Print(AppContextView context) => $"{context with { Request = context.Request with { Instances = [] } }} {string.Join(' ', context.Request.Instances)}";

    // Bytes in their escapes, so that the client sends them as they are; it begins with a letter that no key begins with.
    private static string Noise(Random random, int fewest, int most) =>
        $"z{string.Concat(Enumerable.Range(0, random.Next(fewest, most)).Select(_ => $"%{random.Next(1, 256):X2}"))}";

    private static byte[] RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
