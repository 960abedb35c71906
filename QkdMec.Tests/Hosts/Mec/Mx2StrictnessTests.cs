using System.Net;
using System.Text;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Is everything refused that ETSI MEC 016 does not allow, with a clear reason, and never with a 500?</summary>
public sealed class Mx2StrictnessTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    private const string Contexts = "/dev_app/v1/app_contexts";
    private const string AppList = "/dev_app/v1/app_list";
    private const string SomeId = "0123456789abcdef0123456789abcdef";

    public static TheoryData<string> BrokenBodies => new()
    {
        "", " ", "null", "7", "\"text\"", "[]", "{", "{}", "{\"a\":1,}", "{'associateDevAppId':'x'}", "{\"associateDevAppId\":\"a\",\"associateDevAppId\":\"b\"}",
        "\u0000", "{\"\\ud800\":1}", "<xml/>", new string('[', 5000), $"{{\"a\":{string.Concat(Enumerable.Repeat("{\"a\":", 100))}1{new string('}', 101)}",
    };

    [Theory]
    [MemberData(nameof(Mx2WrongValues.All), MemberType = typeof(Mx2WrongValues))]
    public async Task Post_OfWrongValue_Is400AndNamesThePlace(string place, string? json)
    {
        var body = Mx2Bodies.Put(Mx2Bodies.FullContext(), place, json);
        var problem = await gateway.RefusedAsync("POST", Contexts, body, 400);

        // A null and a broken text are found before there is a place to name.
        Assert.True(json?.Contains("\\ud800", StringComparison.Ordinal) == true || problem.Detail!.Contains(place.Split('.')[^1], StringComparison.Ordinal)
            || problem.Detail!.Contains(place.Split('.').Last(part => !int.TryParse(part, out _)), StringComparison.Ordinal), problem.Detail);
        if (place != "contextId")
        {
            await gateway.RefusedAsync("PUT", $"{Contexts}/{SomeId}", body, 400);
        }
    }

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task Post_OfBrokenBody_Is400(string body)
    {
        await gateway.RefusedAsync("POST", Contexts, body, 400);
        await gateway.RefusedAsync("PUT", $"{Contexts}/{SomeId}", body, 400);
        await gateway.RefusedAsync("POST", "/operator/v1/apps", body, 400);
    }

    [Fact]
    public async Task Post_OfGeneratedRubbish_IsNeverAnError()
    {
        var random = new Random(20261122);
        var sound = Encoding.UTF8.GetBytes(Mx2Bodies.FullContext().ToJsonString());
        for (var round = 0; round < 400; round++)
        {
            var bytes = sound.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using var content = new ByteArrayContent(bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)]);
            content.Headers.ContentType = new("application/json");
            using var response = await gateway.Client.PostAsync(Contexts, content, TestContext.Current.CancellationToken);
            Assert.True((int)response.StatusCode is 201 or 400 or 404 or 503, $"round {round}: {(int)response.StatusCode} for {Encoding.Latin1.GetString(bytes)}");
        }
    }

    [Fact]
    public async Task Post_OfTooLargeBody_Is413()
    {
        var body = Mx2Bodies.Put(Mx2Bodies.FullContext(), "appInfo.appDescription", $"\"{new string('x', 70_000)}\"");
        Assert.Equal("too-large", (await gateway.RefusedAsync("POST", Contexts, body, 413)).Code);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, Contexts) { Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { TransferEncodingChunked = true } };
        using var response = await gateway.Client.SendAsync(chunked, TestContext.Current.CancellationToken);
        await MecGateway.ReadProblemAsync(response, 413, "chunked");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task Post_OfOtherType_Is415(string type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Mx2Bodies.SmallContext().ToJsonString()));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await gateway.Client.PostAsync(Contexts, content, TestContext.Current.CancellationToken);
        await MecGateway.ReadProblemAsync(response, 415, type);
    }

    [Theory]
    [InlineData("evil.example", null, 421)]
    [InlineData(null, "https://evil.example", 403)]
    [InlineData(null, "null", 403)]
    public async Task Post_FromElsewhere_IsRefused(string? host, string? origin, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Contexts) { Content = new StringContent(Mx2Bodies.SmallContext().ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("Origin", origin is null ? [] : [origin]);
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await MecGateway.ReadProblemAsync(response, status, $"{host} {origin}");
    }

    [Theory]
    [InlineData("POST", AppList, "GET")]
    [InlineData("PUT", AppList, "GET")]
    [InlineData("DELETE", AppList, "GET")]
    [InlineData("PATCH", AppList, "GET")]
    [InlineData("GET", Contexts, "POST")]
    [InlineData("PUT", Contexts, "POST")]
    [InlineData("DELETE", Contexts, "POST")]
    [InlineData("GET", Contexts + "/" + SomeId, "DELETE, PUT")]
    [InlineData("POST", Contexts + "/" + SomeId, "DELETE, PUT")]
    public async Task Send_OfWrongMethod_Is405(string method, string path, string allowed)
    {
        using var response = await gateway.SendAsync(method, path);
        await MecGateway.ReadProblemAsync(response, 405, method);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order()));
    }

    [Theory]
    [InlineData("/dev_app/v1/nothing")]
    [InlineData("/dev_app/v2/app_list")]
    public async Task Send_ToUnknownPath_Is404(string path)
    {
        await gateway.RefusedAsync("GET", path, null, 404);
        await gateway.RefusedAsync("POST", path, "{}", 404);
    }

    [Theory]
    [InlineData("DELETE", Contexts + "/" + SomeId + "?force=1")]
    [InlineData("GET", AppList + "?unknown=1")]
    [InlineData("GET", AppList + "?AppName=echo")]
    [InlineData("GET", AppList + "?appName=")]
    [InlineData("GET", AppList + "?appName=echo,")]
    [InlineData("GET", AppList + "?appName=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("GET", AppList + "?serviceCont=2")]
    [InlineData("GET", AppList + "?serviceCont=true")]
    [InlineData("GET", AppList + "?serviceCont=")]
    [InlineData("GET", AppList + "?serviceCont=0&serviceCont=1")]
    public async Task Send_OfWrongQuery_Is400(string method, string path) => await gateway.RefusedAsync(method, path, null, 400);

    [Fact]
    public async Task Post_WithQuery_Is400() =>
        await gateway.RefusedAsync("POST", Contexts + "?dry=1", Mx2Bodies.SmallContext().ToJsonString(), 400);

    [Fact]
    public async Task Post_WithAuthorization_IsNotHinderedByIt()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Contexts) { Content = new StringContent(Mx2Bodies.SmallContext().ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer nothing");
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }
}
