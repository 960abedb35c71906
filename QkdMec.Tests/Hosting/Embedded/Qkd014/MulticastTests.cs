using System.Net;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary><c>additional_slave_SAE_IDs</c> over the wire.</summary>
public sealed class MulticastTests
{
    private const string Enc = "/api/v1/keys/sae-b/enc_keys";
    private const string Dec = "/api/v1/keys/sae-a/dec_keys";
    private const string Request = """{"number":2,"size":512,"additional_slave_SAE_IDs":["sae-c","sae-e"]}""";

    [Fact]
    public async Task Post_WithAdditionalSlaves_GivesEachTheSameKeysOnce()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        var issued = (await PostAsync(world.SaeA, Enc, Request)).MustBeOk().Keys;
        Assert.All(issued, key => Assert.Equal(64, Convert.FromBase64String(key.Key).Length));
        var ids = $$"""{"key_IDs":[{"key_ID":"{{issued[0].Id.ToUpperInvariant()}}"},{"key_ID":"{{issued[1].Id}}"}]}""";
        foreach (var slave in new[] { world.SaeB, world.SaeC, world.SaeE })
        {
            Assert.Equal(issued, (await PostAsync(slave, Dec, ids)).MustBeOk().Keys);
        }

        world.Delivery.Time.Advance(TimeSpan.FromSeconds(11));
        (await PostAsync(world.SaeB, Dec, ids)).MustBeError(HttpStatusCode.BadRequest, "one or more keys specified are not found on KME");
    }

    [Fact]
    public async Task Get_OfASharedKey_IsForItsSlavesOnly()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        var issued = (await PostAsync(world.SaeA, Enc, Request)).MustBeOk().Keys[0];
        (await GetAsync(world.SaeD, $"{Dec}?key_ID={issued.Id}")).MustBeError(HttpStatusCode.Unauthorized);
        (await GetAsync(world.SaeB, $"{Dec}?key_ID=00000000-0000-4000-8000-000000000000")).MustBeError(HttpStatusCode.BadRequest);
        Assert.Equal([issued], (await GetAsync(world.SaeB, $"{Dec}?key_ID={issued.Id}")).Keys);
    }

    [Fact]
    public async Task Post_WhenAKmeIsSilent_Is503()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        world.Delivery.Pools.BetaSite.Calls.LoseRequests("KeepAsync");
        Assert.NotNull((await PostAsync(world.SaeA, Enc, Request)).MustBeError(HttpStatusCode.ServiceUnavailable).Response.Headers.RetryAfter);
    }
}
