using QkdMec.Protocols.Access;
using QkdMec.Tests.Hosts.Mec;

namespace QkdMec.Tests.Wire.Access;

/// <summary>Does every operation of Mx2 ask who sends it, as ETSI GS MEC 009 says: 401, 403, 429?</summary>
public sealed class Mx2AccessTests
{
    private const string OneContext = "/dev_app/v1/app_contexts/0123456789abcdef0123456789abcdef";

    public static TheoryData<string, string, int> Operations => new()
    {
        { "GET", "/dev_app/v1/app_list", 200 },
        { "POST", "/dev_app/v1/app_contexts", 201 },
        { "PUT", OneContext, 404 },
        { "DELETE", OneContext, 404 },
        { "POST", "/dev_app/v1/obtain_app_loc_availability", 200 },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_AsksForATokenOfTheRole(string method, string path, int granted)
    {
        await using var system = new AccessSystem();
        await system.StartAsync();
        var now = system.Clock.GetUtcNow();
        var good = system.Add("hospital", AccessRoles.Device);
        var ending = system.Add(new AccessToken { Client = "clinic", Sha256 = "", Roles = [AccessRoles.Device], ExpiresAt = now.AddMinutes(5) });
        var foreign = system.Add("watcher", AccessRoles.OperatorRead);
        var elsewhere = system.Add(new AccessToken { Client = "hospital", Sha256 = "", Roles = [AccessRoles.Device], DeviceApps = ["another-device"] });

        Assert.Equal(granted, await StatusAsync(system, method, path, good));
        Assert.Equal(granted, await StatusAsync(system, method, path, ending));
        Assert.Equal("Bearer realm=\"qkdmec\"", await RefusedAsync(system, method, path, null, 401));
        Assert.StartsWith("Bearer realm=\"qkdmec\", error=\"invalid_token\"", await RefusedAsync(system, method, path, "nothing", 401), StringComparison.Ordinal);
        Assert.Equal("Bearer realm=\"qkdmec\", error=\"insufficient_scope\", scope=\"device\"", await RefusedAsync(system, method, path, foreign, 403));
        if (method == "POST")
        {
            Assert.Equal("", await RefusedAsync(system, method, path, elsewhere, 403));
        }

        system.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Contains("expired", await RefusedAsync(system, method, path, ending, 401), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_BeyondTheRate_Is429WithRetryAfter(string method, string path, int granted)
    {
        await using var system = new AccessSystem(access => access with { RequestsPerSecondPerClient = 2 });
        await system.StartAsync();
        var (busy, calm) = (system.Add("busy", AccessRoles.Device), system.Add("calm", AccessRoles.Device));
        Assert.Equal((granted, granted), (await StatusAsync(system, method, path, busy), await StatusAsync(system, method, path, busy)));

        using var response = await system.SendAsync(method, path, busy, BodyOf(method, path));
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        Assert.Equal("rate-limited", (await MecGateway.ReadProblemAsync(response, 429, path)).Code);
        Assert.Equal(granted, await StatusAsync(system, method, path, calm));
        system.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(granted, await StatusAsync(system, method, path, busy));
    }

    [Fact]
    public async Task IdempotencyKey_IsOfItsClient()
    {
        await using var system = new AccessSystem();
        await system.StartAsync();
        var (hospital, clinic) = (system.Add("hospital", AccessRoles.Device), system.Add("clinic", AccessRoles.Device));
        var first = await CreateAsync(system, hospital);
        Assert.Equal(first, await CreateAsync(system, hospital));
        Assert.NotEqual(first, await CreateAsync(system, clinic));
    }

    private static async Task<Uri?> CreateAsync(AccessSystem system, string token)
    {
        using var response = await system.SendAsync("POST", "/dev_app/v1/app_contexts", token, Mx2Bodies.SmallContext().ToJsonString(), ("Idempotency-Key", "the-same-key-of-two"));
        Assert.Equal(201, (int)response.StatusCode);
        return response.Headers.Location;
    }

    private static Task<int> StatusAsync(AccessSystem system, string method, string path, string? token) => system.StatusAsync(method, path, token, BodyOf(method, path));

    private static async Task<string> RefusedAsync(AccessSystem system, string method, string path, string? token, int status)
    {
        using var response = await system.SendAsync(method, path, token, BodyOf(method, path));
        return (await AccessSystem.ReadRefusalAsync(response, status)).Challenge;
    }

    private static string? BodyOf(string method, string path) => method switch
    {
        "GET" or "DELETE" => null,
        _ => (path.EndsWith("availability", StringComparison.Ordinal) ? Mx2Bodies.FullAvailability() : Mx2Bodies.SmallContext()).ToJsonString(),
    };
}
