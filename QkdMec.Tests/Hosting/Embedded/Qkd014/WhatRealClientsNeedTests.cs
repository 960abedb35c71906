using System.Net;
using System.Security.Authentication;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>
/// What real clients need of a QKD 014 server, in the order of that list. What has a test of its own elsewhere: compact JSON, bodies and their forms, limits of number and
/// size in <see cref="EncKeysTests"/>; upper-case ids, wrong ids and repeats in <see cref="DecKeysTests"/>; TLS versions and certificates in
/// <see cref="StatusAndAccessTests"/>; several slaves in <see cref="MulticastTests"/>; too many requests in the tests of hostile clients.
/// </summary>
public sealed class WhatRealClientsNeedTests
{
    private const string Enc = "/api/v1/keys/sae-b/enc_keys";
    private const string Dec = "/api/v1/keys/sae-a/dec_keys";

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task KeepAlive_ServesRequestAfterRequest_UntilTheClientCloses(SslProtocols version)
    {
        await using var world = await Qkd014World.StartAsync(65536);
        using var tls = await RawClient.ConnectAsync(world, version);
        var text = await tls.AskAsync(
            "GET /api/v1/keys/sae-b/status HTTP/1.1\r\nHost: x\r\n\r\n"
            + "POST /api/v1/keys/sae-b/enc_keys HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
            + "GET /api/v1/keys/sae-b/enc_keys?number=2 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n");
        Assert.Equal(3, text.Split("HTTP/1.1 200").Length - 1);
        Assert.Equal(1, text.Split("Connection: close").Length - 1);
    }

    [Fact]
    public async Task ServerCertificate_NamesTheHostThatClientsCall()
    {
        await using var world = await Qkd014World.StartAsync(64);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(world.SaeA, "/api/v1/keys/sae-b/status")).Status);
    }

    [Fact]
    public async Task Http10_IsAnsweredAndClosed()
    {
        await using var world = await Qkd014World.StartAsync(4096);
        using var tls = await RawClient.ConnectAsync(world, SslProtocols.None);
        var text = await tls.AskAsync("GET /api/v1/keys/sae-b/enc_keys HTTP/1.0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", text);
        Assert.Contains("\"keys\":[", text);
    }

    [Fact]
    public async Task Errors_CarryAMessageAndNothingElse()
    {
        await using var world = await Qkd014World.StartAsync(64);
        foreach (var answer in new[]
        {
            await PostAsync(world.SaeA, Enc, "{"),
            await PostAsync(world.SaeA, Enc, """{"number":0}"""),
            await GetAsync(world.SaeB, $"{Dec}?key_ID=x"),
            await GetAsync(world.AtAlpha("nobody"), "/api/v1/keys/sae-b/status"),
            await GetAsync(world.SaeA, "/api/v1/keys/sae-b"),
        })
        {
            answer.MustBeError(answer.Status);
            Assert.Equal(["message"], answer.Json.EnumerateObject().Select(member => member.Name));
        }
    }

    [Fact]
    public async Task Keys_ArePaddedStandardBase64()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        foreach (var size in new[] { 64, 72, 80, 128, 256, 1000, 4096 })
        {
            var key = (await PostAsync(world.SaeA, Enc, $$"""{"size":{{size}}}""")).MustBeOk().Keys[0].Key;
            Assert.Equal(size / 8, Convert.FromBase64String(key).Length);
            Assert.Equal(0, key.Length % 4);
        }
    }

    [Fact]
    public async Task SaeIds_AreUrlDecodedInPaths()
    {
        await using var world = await Qkd014World.StartAsync(4096);
        (await GetAsync(world.SaeA, "/api/v1/keys/sae%2Db/status")).MustBeOk();
        (await PostAsync(world.SaeA, "/api/v1/keys/%73ae-b/enc_keys", null)).MustBeOk();
    }

    [Fact]
    public async Task KeysOfBothForms_AreFetchedTogether()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        var plain = (await PostAsync(world.SaeA, Enc, null)).MustBeOk().Keys[0];
        var shared = (await PostAsync(world.SaeA, Enc, """{"additional_slave_SAE_IDs":["sae-c"]}""")).MustBeOk().Keys[0];
        var body = $$"""{"key_IDs":[{"key_ID":"{{shared.Id}}"},{"key_ID":"{{plain.Id}}"}]}""";
        Assert.Equal([shared, plain], (await PostAsync(world.SaeB, Dec, body)).MustBeOk().Keys);
    }

    [Fact]
    public async Task Unauthorized_KeepsTheConnectionForWhatIsAllowed()
    {
        await using var world = await Qkd014World.StartAsync(4096);
        var key = (await PostAsync(world.SaeA, Enc, null)).MustBeOk().Keys[0];
        (await GetAsync(world.SaeC, $"{Dec}?key_ID={key.Id}")).MustBeError(HttpStatusCode.Unauthorized);
        (await GetAsync(world.SaeC, "/api/v1/keys/sae-a/status")).MustBeOk();
    }
}
