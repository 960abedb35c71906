using QkdMec.Protocols.Access;

namespace QkdMec.Tests.Wire.Access;

/// <summary>Is each client held to its rate, and none by another's?</summary>
public sealed class ClientRateTests
{
    private const string AnyRole = "/openapi/functions.json";

    [Fact]
    public async Task Client_ThatAsksTooMuch_Is429UntilItHasPaused()
    {
        await using var system = new AccessSystem(access => access with { RequestsPerSecondPerClient = 3 });
        await system.StartAsync();
        var (busy, calm) = (system.Add("busy", AccessRoles.Device), system.Add("calm", AccessRoles.Device));
        for (var request = 0; request < 3; request++)
        {
            Assert.Equal(200, await system.StatusAsync("GET", AnyRole, busy));
        }

        using var refused = await system.SendAsync("GET", AnyRole, busy);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Contains("more than 3 requests a second", (await AccessSystem.ReadRefusalAsync(refused, 429)).Detail, StringComparison.Ordinal);
        Assert.Equal((200, 200), (await system.StatusAsync("GET", AnyRole, calm), await system.StatusAsync("GET", "/healthz", null)));

        system.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, await system.StatusAsync("GET", AnyRole, busy));
    }

    [Fact]
    public async Task Client_WithoutALimit_IsNeverRefused()
    {
        await using var system = new AccessSystem(access => access with { RequestsPerSecondPerClient = 0 });
        await system.StartAsync();
        var token = system.Add("busy", AccessRoles.Device);
        for (var request = 0; request < 20; request++)
        {
            Assert.Equal(200, await system.StatusAsync("GET", AnyRole, token));
        }
    }
}
