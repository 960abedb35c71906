using System.Net;
using System.Security.Cryptography;
using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Hosts.KeyPools;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>What public servers of this API get wrong, one test each, over real TLS.</summary>
public sealed class WhatPublicServersGetWrongTests
{
    private const string Enc = "/api/v1/keys/sae-b/enc_keys";
    private const string Dec = "/api/v1/keys/sae-a/dec_keys";

    [Fact]
    public async Task NoCapOnNumber_AMillionKeysAreRefusedAndNoneIsTaken()
    {
        await using var world = await Qkd014World.StartAsync(64);
        (await PostAsync(world.SaeA, Enc, """{"number":1000000}""")).MustBeError(HttpStatusCode.BadRequest, "number shall be 1 to 128");
        (await GetAsync(world.SaeA, Enc + "?number=1000000")).MustBeError(HttpStatusCode.BadRequest);
        Assert.Equal(2, (await PostAsync(world.SaeA, Enc, """{"number":2}""")).MustBeOk().Keys.Length);
    }

    [Fact]
    public async Task DecKeysRepeatableForEver_IsRepeatableForTheWindowOnly()
    {
        await using var world = await Qkd014World.StartAsync(4096);
        var key = (await PostAsync(world.SaeA, Enc, null)).MustBeOk().Keys[0];
        (await GetAsync(world.SaeB, $"{Dec}?key_ID={key.Id}")).MustBeOk();
        world.Delivery.Time.Advance(TimeSpan.FromSeconds(11));
        (await GetAsync(world.SaeB, $"{Dec}?key_ID={key.Id}")).MustBeError(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task MandatoryExtensionsIgnored_AreRefused()
    {
        await using var world = await Qkd014World.StartAsync(64);
        (await PostAsync(world.SaeA, Enc, """{"extension_mandatory":[{"abc_route_type":"direct"}]}"""))
            .MustBeError(HttpStatusCode.BadRequest, "not all extension_mandatory parameters are supported");
    }

    [Fact]
    public async Task SizeIgnored_EverySizeIsGiven()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        foreach (var size in new[] { 64, 128, 512, 4096 })
        {
            Assert.Equal(size / 8, Convert.FromBase64String((await GetAsync(world.SaeA, $"{Enc}?size={size}")).MustBeOk().Keys[0].Key).Length);
        }
    }

    [Fact]
    public async Task MalformedJsonAnsweredWithAKey_IsRefused()
    {
        await using var world = await Qkd014World.StartAsync(64);
        (await PostAsync(world.SaeA, Enc, """{"number":1,}""")).MustBeError(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task KeyIdThatIsAHashOfTheKey_SaysNothingOfTheKey()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        foreach (var (id, key) in (await PostAsync(world.SaeA, Enc, """{"number":16}""")).MustBeOk().Keys)
        {
            var (bytes, uuid) = (Convert.FromBase64String(key), id.Replace("-", string.Empty, StringComparison.Ordinal));
            foreach (var hash in new[] { SHA256.HashData(bytes), SHA1.HashData(bytes), MD5.HashData(bytes), bytes })
            {
                Assert.DoesNotContain(uuid[..8], Convert.ToHexStringLower(hash), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task TwoKmesThatIssueAtOnce_BothAnswerAndAgree()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        Assert.Equal(SupplyStatus.Committed, await world.Delivery.Pools.AlphaIn.SupplyAsync(KeyPoolWorld.Supply(65536), TestContext.Current.CancellationToken));
        var both = await Task.WhenAll(Enumerable.Range(0, 20).Select(turn => turn % 2 == 0
            ? PostAsync(world.SaeA, Enc, """{"number":5}""")
            : PostAsync(world.SaeB, "/api/v1/keys/sae-a/enc_keys", """{"number":5}""")));
        Assert.Equal(100, both.SelectMany(answer => answer.MustBeOk().Keys).Select(key => key.Key).Distinct().Count());
        for (var turn = 0; turn < both.Length; turn++)
        {
            var (slave, path) = turn % 2 == 0 ? (world.SaeB, Dec) : (world.SaeA, "/api/v1/keys/sae-b/dec_keys");
            Assert.Equal(both[turn].Keys, (await PostAsync(slave, path, Ids(both[turn].Keys))).MustBeOk().Keys);
        }
    }

    [Fact]
    public async Task UndeliveredKeyOverwrittenByTheNext_AllStayFetchableInAnyOrder()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        var (keys, master, slave) = (new List<(string Id, string Key)>(), world.SaeA, world.SaeB);
        for (var i = 0; i < 20; i++)
        {
            keys.Add((await PostAsync(master, Enc, null)).MustBeOk().Keys[0]);
        }

        foreach (var key in Enumerable.Reverse(keys))
        {
            Assert.Equal([key], (await GetAsync(slave, $"{Dec}?key_ID={key.Id}")).MustBeOk().Keys);
        }
    }

    [Fact]
    public async Task LostAnswerThatBurnsTheKey_IsRepeated()
    {
        await using var world = await Qkd014World.StartAsync(4096);
        var key = (await PostAsync(world.SaeA, Enc, null)).MustBeOk().Keys[0];
        (await GetAsync(world.SaeB, $"{Dec}?key_ID={key.Id}")).MustBeOk();
        Assert.Equal([key], (await GetAsync(world.SaeB, $"{Dec}?key_ID={key.Id}")).MustBeOk().Keys);
    }

    [Fact]
    public async Task StatusCountersOfZeroOrAboveTheMaximum_AreTrueAndWithinIt()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        await PostAsync(world.SaeA, Enc, """{"number":128}""");
        var status = (await GetAsync(world.SaeA, "/api/v1/keys/sae-b/status")).MustBeOk().Json;
        int Of(string name) => status.GetProperty(name).GetInt32();
        Assert.InRange(Of("stored_key_count"), 1, Of("max_key_count"));
        Assert.InRange(Of("key_size"), Of("min_key_size"), Of("max_key_size"));
        Assert.True(Of("max_key_per_request") >= 5 && Of("max_SAE_ID_count") > 0);
    }

    private static string Ids((string Id, string Key)[] keys) =>
        $$"""{"key_IDs":[{{string.Join(',', keys.Select(key => $$"""{"key_ID":"{{key.Id}}"}"""))}}]}""";
}
