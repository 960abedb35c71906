using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Callbacks;
using QkdMec.Grains.Notifications;
using QkdMec.Grains.Notifications.Locations;
using QkdMec.Grains.Orchestration;
using QkdMec.Tests.Wire.Notifications;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Does a device that wants to hear where its application is available hear it?</summary>
public sealed class LocationUpdateTests : IAsyncLifetime
{
    private const string Contexts = "/dev_app/v1/app_contexts";
    private const string First = "/operator/v1/hosts/edge/edge-1";

    private readonly CallbackReceiver receiver = new();
    private readonly MecGateway gateway = new()
    {
        System = new MecTestSystem
        {
            Options = Located(new MecTestSystem().Options),
            Notifications = new() { LookPeriod = TimeSpan.FromMilliseconds(100), RequestTimeout = TimeSpan.FromMinutes(1) },
            Sender = provider => new NotificationSender(
                new GuardedConnections([]), provider.GetRequiredService<NotificationOptions>(), new NotificationSenderOptions(), TimeProvider.System),
        },
    };

    public async ValueTask InitializeAsync()
    {
        await receiver.StartAsync();
        await gateway.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Host_ThatIsDrained_AndPutBack_ChangesTheLocations()
    {
        var id = await CreateAsync(updates: true);
        await CreateAsync(updates: false);
        await gateway.SendAsync("POST", First + "/drain", "{}", HttpStatusCode.OK);
        Assert.Equal(
            $$$"""{"notificationType":"ApplicationLocationAvailabilityNotification","contextId":"{{{id}}}","availableLocations":[{"appLocation":{"countryCode":"FR"}}]}""",
            (await receiver.NextAsync()).Body);

        await gateway.SendAsync("PUT", First, "{}", HttpStatusCode.OK);
        Assert.Equal(["DE", "FR"], await CountriesAsync());
        Assert.False(receiver.HasMore);
    }

    [Fact]
    public async Task App_ThatIsRemoved_AndComesBack_IsToldWithItsReturn()
    {
        await CreateAsync(updates: true);
        await gateway.SendAsync("DELETE", "/operator/v1/apps/echo-1", null, HttpStatusCode.NoContent);
        await LookAsync();
        await gateway.SendAsync("POST", "/operator/v1/apps", EchoIn("DE"), HttpStatusCode.Created);

        Assert.Equal(["DE"], await CountriesAsync());
    }

    [Fact]
    public async Task Context_ThatIsGone_HearsNothing()
    {
        var gone = await CreateAsync(updates: true);
        var stays = await CreateAsync(updates: true);
        await gateway.SendAsync("DELETE", $"{Contexts}/{gone}", null, HttpStatusCode.NoContent);
        await gateway.SendAsync("POST", First + "/drain", "{}", HttpStatusCode.OK);

        Assert.Contains(stays, (await receiver.NextAsync()).Body, StringComparison.Ordinal);
        await LookAsync();
        Assert.False(receiver.HasMore);
    }

    private static MecOptions Located(MecOptions options) => options with
    {
        Hosts = [.. options.Hosts.Zip(["DE", "FR"], (host, country) => host with { CountryCode = country })],
    };

    private static string EchoIn(string country) => new JsonObject
    {
        ["appInfo"] = new JsonObject
        {
            ["appDId"] = "echo-1", ["appName"] = "echo", ["appProvider"] = "QkdMec", ["appSoftVersion"] = "1.0", ["appDVersion"] = "1.0", ["appDescription"] = "again",
            ["appLocation"] = new JsonArray(new JsonObject { ["countryCode"] = country }),
        },
        ["function"] = "echo",
    }.ToJsonString();

    private Task LookAsync() => gateway.Grains.GetGrain<ILocationWatchGrain>("echo-1").LookAsync(CancellationToken.None);

    private async Task<string> CreateAsync(bool updates)
    {
        var body = Mx2Bodies.SmallContext();
        body["callbackReference"] = receiver.Callback;
        body["appLocationUpdates"] = updates;
        var made = await gateway.SendAsync("POST", Contexts, body.ToJsonString(), HttpStatusCode.Created);
        return made.GetProperty("contextId").GetString()!;
    }

    private async Task<IEnumerable<string?>> CountriesAsync() => JsonElement.Parse((await receiver.NextAsync()).Body).GetProperty("availableLocations").EnumerateArray()
        .Select(location => location.GetProperty("appLocation").GetProperty("countryCode").GetString());
}
