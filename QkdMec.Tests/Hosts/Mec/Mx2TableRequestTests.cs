using System.Net;
using System.Text;
using QkdMec.Protocols.Problems;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>All operations: are fields, methods, paths, queries and bodies held to the rules whatever the document says, and never answered with a 5xx?</summary>
public sealed class Mx2TableRequestTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    private const string AppList = "/dev_app/v1/app_list";
    private const string Contexts = "/dev_app/v1/app_contexts";
    private const string OneContext = Contexts + "/0123456789abcdef0123456789abcdef";
    private const string Availability = "/dev_app/v1/obtain_app_loc_availability";

    public static TheoryData<string> BrokenBodies => new()
    {
        "", " ", "null", "7", "\"text\"", "[]", "[{}]", "{", "{}", "{\"a\":1,}", "{'associateDevAppId':'x'}", "{\"associateDevAppId\":\"a\",\"associateDevAppId\":\"b\"}",
        "\u0000", "{\"\\ud800\":1}", "<xml/>", new string('[', 5000), $"{{\"a\":{string.Concat(Enumerable.Repeat("{\"a\":", 100))}1{new string('}', 101)}", "{} {}", "// {}", "{}/**/",
    };

    private static string Small => Mx2Bodies.SmallContext().ToJsonString();

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task Send_OfBrokenBody_Is400(string body)
    {
        foreach (var (method, path) in new[] { ("POST", Contexts), ("PUT", OneContext), ("POST", Availability), ("POST", "/operator/v1/apps") })
        {
            await gateway.RefusedAsync(method, path, body, 400);
        }
    }

    [Theory]
    [InlineData("POST", Contexts)]
    [InlineData("PUT", OneContext)]
    [InlineData("POST", Availability)]
    public async Task Send_OfTooLargeBody_Is413(string method, string path)
    {
        var body = Mx2Bodies.Put(Mx2Bodies.FullContext(), "appInfo.appDescription", Mx2Row.Repeated("x", 70_000));
        Assert.Equal("too-large", (await gateway.RefusedAsync(method, path, body, 413)).Code);
        using var chunked = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { TransferEncodingChunked = true } };
        using var response = await gateway.Client.SendAsync(chunked, TestContext.Current.CancellationToken);
        await MecGateway.ReadProblemAsync(response, 413, "chunked");
    }

    [Theory]
    [InlineData("application/json", 0)]
    [InlineData("application/json; charset=utf-8", 0)]
    [InlineData("application/json;charset=UTF-8", 0)]
    [InlineData("application/json; charset=\"utf-8\"", 0)]
    [InlineData("Application/JSON", 0)]
    [InlineData(null, 415)]
    [InlineData("text/plain", 415)]
    [InlineData("text/json", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("multipart/form-data", 415)]
    [InlineData("application/json; charset=iso-8859-1", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("nonsense", 415)]
    public async Task Send_OfAType(string? type, int refused)
    {
        await CheckAsync("POST", Contexts, Small, type, refused == 0 ? 201 : refused);
        await CheckAsync("PUT", OneContext, Small, type, refused == 0 ? 404 : refused);
        await CheckAsync("POST", Availability, Mx2Bodies.FullAvailability().ToJsonString(), type, refused == 0 ? 200 : refused);
    }

    [Theory]
    [InlineData("GET", AppList, 200)]
    [InlineData("DELETE", OneContext, 404)]
    public async Task Send_WithoutBody_NeedsNoType_AndBearsAny(string method, string path, int status)
    {
        foreach (var (field, value) in new[] { ("Accept", "*/*"), ("Accept", "application/json"), ("Accept", "text/html"), ("Content-Type", "text/plain"), ("Content-Type", "application/json; charset=utf-8") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (field == "Content-Type")
            {
                request.Content = new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(field, value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(field, value);
            }

            using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(status == (int)response.StatusCode, $"{field}: {value} gave {(int)response.StatusCode}");
        }
    }

    [Theory]
    [InlineData("evil.example", null, 421)]
    [InlineData(null, "https://evil.example", 403)]
    [InlineData(null, "null", 403)]
    public async Task Post_FromElsewhere_IsRefused(string? host, string? origin, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Contexts) { Content = new StringContent(Small, Encoding.UTF8, "application/json") };
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("Origin", origin is null ? [] : [origin]);
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await MecGateway.ReadProblemAsync(response, status, $"{host} {origin}");
    }

    [Theory]
    [InlineData(AppList, "GET", "POST PUT DELETE PATCH OPTIONS")]
    [InlineData(Contexts, "POST", "GET PUT DELETE PATCH OPTIONS")]
    [InlineData(OneContext, "DELETE, PUT", "GET POST PATCH OPTIONS")]
    [InlineData(Availability, "POST", "GET PUT DELETE PATCH OPTIONS")]
    public async Task Send_OfWrongMethod_Is405WithWhatIsAllowed(string path, string allowed, string methods)
    {
        foreach (var method in methods.Split(' '))
        {
            using var response = await gateway.SendAsync(method, path);
            await MecGateway.ReadProblemAsync(response, 405, method);
            Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order()));
        }
    }

    [Theory]
    [InlineData("/dev_app/v1")]
    [InlineData("/dev_app/v1/nothing")]
    [InlineData("/dev_app/v2/app_list")]
    [InlineData("/dev_app/v1/app_list/one")]
    [InlineData("/dev_app/v1/app_contexts/0123456789abcdef0123456789abcdef/notifications")]
    public async Task Send_ToUnknownPath_Is404(string path)
    {
        await gateway.RefusedAsync("GET", path, null, 404);
        await gateway.RefusedAsync("POST", path, "{}", 404);
    }

    [Theory]
    [InlineData("POST", Contexts)]
    [InlineData("PUT", OneContext)]
    [InlineData("POST", Availability)]
    [InlineData("DELETE", OneContext)]
    public async Task Send_WithQuery_Is400(string method, string path)
    {
        var body = method == "DELETE" ? null : path == Availability ? Mx2Bodies.FullAvailability().ToJsonString() : Small;
        foreach (var query in new[] { "?force=1", "?appName=echo", "?x", "?=" })
        {
            Assert.Equal("malformed", (await gateway.RefusedAsync(method, path + query, body, 400)).Code);
        }
    }

    [Theory]
    [InlineData("Bearer nothing")]
    [InlineData("Basic dXNlcjp3b3Jk")]
    [InlineData("nonsense")]
    public async Task Send_WhereNoTokensAreNeeded_IgnoresAuthorization(string value)
    {
        foreach (var (method, path, body, status) in new[] { ("GET", AppList, null, 200), ("POST", Availability, Mx2Bodies.FullAvailability().ToJsonString(), 200), ("DELETE", OneContext, null, 404) })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("Authorization", value);
            using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(status, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task Refusal_IsAProblemDocumentWithAllItsParts()
    {
        using var response = await gateway.SendAsync("DELETE", OneContext);
        Assert.Equal(ProblemDetails.MediaType, response.Content.Headers.ContentType?.MediaType);
        var problem = await Mx2Answer.ReadAsync(response);
        Assert.Equal(["detail", "instance", "status", "title", "type"], problem.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("urn:qkdmec:unknown-context", "Not Found", 404, OneContext), ((string)problem["type"]!, (string)problem["title"]!, (int)problem["status"]!, (string)problem["instance"]!));
    }

    private async Task CheckAsync(string method, string path, string body, string? type, int status)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type is not null)
        {
            Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", type));
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(status == (int)response.StatusCode, $"{method} {path} of {type} gave {(int)response.StatusCode}");
        await Mx2Answer.DeleteAsync(gateway, response);
        if (status >= (int)HttpStatusCode.BadRequest)
        {
            Assert.Equal(ProblemDetails.MediaType, response.Content.Headers.ContentType?.MediaType);
        }
    }
}
