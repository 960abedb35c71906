using System.Net;
using System.Security.Authentication;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosts.KeyPools;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>Keys whose connection breaks before the answer is read are gone for everybody, paid for, and nothing of the connection stays behind.</summary>
public sealed class BrokenConnectionTests
{
    private const int KeyBytes = 32;
    private const int Stored = 16;
    private const int Lost = 2;
    private const int Burst = 4;
    private const string Draw = "GET /api/v1/keys/sae-b/enc_keys?number=2 HTTP/1.1\r\nHost: x\r\n";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task EncKeys_WhoseConnectionBreaksWhileTheyAreDrawn_AreGivenToNobodyElse(SslProtocols version)
    {
        var delivery = await FilledAsync();
        var (vault, hold) = HeldVault.Of(delivery.Pools.AlphaSite.Vault);
        delivery.Pools.AlphaSite.Vault = vault;
        delivery.RestartDeliveries();
        await using var world = await Qkd014World.StartAsync(delivery, options => options);
        using var connections = new OpenConnections(world.AlphaAddress);
        using var broken = await RawClient.ConnectAsync(world, version);

        hold.HoldNextLoad();
        await broken.SendAsync($"{Draw}\r\n");
        await hold.Arrived.WaitAsync(Limit, Cancellation);
        broken.Break();
        hold.Release();
        await connections.AreAsync(0).WaitAsync(Limit, Cancellation);

        await MustBeLostAsync(world);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task EncKeys_WhoseAnswerIsSentAndNotRead_AreGivenToNobodyElse(SslProtocols version)
    {
        await using var world = await Qkd014World.StartAsync(await FilledAsync(), options => options);
        using var connections = new OpenConnections(world.AlphaAddress);
        using var broken = await RawClient.ConnectAsync(world, version);

        // The server closes after its answer, so that the test need not read to know that it was sent.
        await connections.AreAsync(1).WaitAsync(Limit, Cancellation);
        await broken.SendAsync($"{Draw}Connection: close\r\n\r\n");
        await connections.AreAsync(0).WaitAsync(Limit, Cancellation);
        broken.Break();

        await MustBeLostAsync(world);
    }

    private static async Task<DeliveryWorld> FilledAsync()
    {
        var world = await DeliveryWorld.StartAsync(
            new KeyDeliveryOptions { RefusalPause = TimeSpan.Zero, PairBitsPerSecond = 8 * KeyBytes, PairBurst = TimeSpan.FromSeconds(Burst) });
        await world.FillAsync(Stored * KeyBytes);
        return world;
    }

    /// <summary>The pair has paid for what it lost, and what others draw after it is all the rest of the block, in its order.</summary>
    private static async Task MustBeLostAsync(Qkd014World world)
    {
        var epoch = (await world.Delivery.Pools.AlphaOut.GetStatusAsync(Cancellation)).Epoch;
        using var block = await world.Delivery.Pools.BetaSite.Vault.LoadAsync(PoolId.Inbound(KeyPoolWorld.Beta, KeyPoolWorld.Alpha.Kme), new BlockKey(epoch, 1), Cancellation);
        var drawn = new List<string>();
        drawn.AddRange(await DrawnAsync(world, "sae-a", "sae-b", Burst - Lost));
        (await GetAsync(world.SaeA, "/api/v1/keys/sae-b/enc_keys")).MustBeError(HttpStatusCode.TooManyRequests);
        drawn.AddRange(await DrawnAsync(world, "sae-e", "sae-b", Burst));
        drawn.AddRange(await DrawnAsync(world, "sae-e", "sae-c", Burst));
        drawn.AddRange(await DrawnAsync(world, "sae-e", "sae-d", Burst));
        (await GetAsync(world.SaeA, "/api/v1/keys/sae-c/enc_keys")).MustBeError(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(Stored - Lost, drawn.Count);
        Assert.Equal(block!.Span[(BlockLayout.HeadBytes + (Lost * KeyBytes))..].ToArray(), drawn.SelectMany(Convert.FromBase64String));
    }

    /// <summary>Keys of a pair, the same at both ends.</summary>
    private static async Task<IEnumerable<string>> DrawnAsync(Qkd014World world, string master, string slave, int number)
    {
        var drawn = (await GetAsync(world.AtAlpha(master), $"/api/v1/keys/{slave}/enc_keys?number={number}")).MustBeOk().Keys;
        foreach (var (id, key) in drawn)
        {
            Assert.Equal(key, (await GetAsync(world.AtBeta(slave), $"/api/v1/keys/{master}/dec_keys?key_ID={id}")).MustBeOk().Keys.Single().Key);
        }

        return drawn.Select(key => key.Key);
    }
}
