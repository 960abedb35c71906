using System.Net;
using System.Text.Json;
using QkdMec.Grains.Audits;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Is every operation in the audit log: an operator's when it is answered, a device's soon, all when the gateway ends?</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private const string Audit = "/operator/v1/audit";
    private const string First = "/operator/v1/hosts/edge/edge-1";
    private const string Contexts = "/dev_app/v1/app_contexts";

    private readonly MecGateway gateway = new();

    public ValueTask InitializeAsync() => gateway.InitializeAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task OperatorChange_IsThereWhenItIsAnswered_WhateverBecameOfIt()
    {
        await gateway.SendAsync("POST", First + "/drain", "{}", HttpStatusCode.OK);
        await gateway.RefusedAsync("POST", "/operator/v1/hosts/edge/edge-9/drain", "{}", 404);
        await gateway.RefusedAsync("PUT", First, "[]", 400);
        await gateway.SendAsync("PUT", "/operator/v1/hosts/edge/edge-3", "{}", HttpStatusCode.Created);
        await gateway.SendAsync("GET", First, null, HttpStatusCode.OK);
        await gateway.SendAsync("PUT", First + "/telemetry", """{"load":0.5}""", HttpStatusCode.NoContent);

        var log = await gateway.SendAsync("GET", Audit, null, HttpStatusCode.OK);
        Assert.Equal(
            [
                "1 operator POST /operator/v1/hosts/edge/edge-1/drain 200",
                "2 operator POST /operator/v1/hosts/edge/edge-9/drain 404",
                "3 operator PUT /operator/v1/hosts/edge/edge-1 400",
                "4 operator PUT /operator/v1/hosts/edge/edge-3 201 /operator/v1/hosts/edge/edge-3",
            ],
            log.GetProperty("entries").EnumerateArray().Select(Show));
        Assert.Equal(4, log.GetProperty("newest").GetInt64());
        Assert.False(log.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task DeviceOperations_AreThereSoon()
    {
        var context = await gateway.SendAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), HttpStatusCode.Created);
        var path = $"{Contexts}/{context.GetProperty("contextId").GetString()}";
        await gateway.SendAsync("PUT", path, Mx2Bodies.SmallContext().ToJsonString(), HttpStatusCode.NoContent);
        await gateway.SendAsync("DELETE", path, null, HttpStatusCode.NoContent);
        await gateway.RefusedAsync("DELETE", path, null, 404);

        await gateway.WaitForAsync(Audit, log => log!.Value.GetProperty("newest").GetInt64() == 4);
        var entries = (await gateway.SendAsync("GET", Audit, null, HttpStatusCode.OK)).GetProperty("entries");
        Assert.Equal(
            [$"1 mx2 POST {Contexts} 201 {path}", $"2 mx2 PUT {path} 204", $"3 mx2 DELETE {path} 204", $"4 mx2 DELETE {path} 404"],
            entries.EnumerateArray().Select(Show));
    }

    [Fact]
    public async Task Pages_FollowOneAnother()
    {
        for (var round = 0; round < 5; round++)
        {
            await gateway.SendAsync("POST", First + "/drain", "{}", HttpStatusCode.OK);
        }

        var page = await gateway.SendAsync("GET", Audit + "?limit=2", null, HttpStatusCode.OK);
        Assert.Equal(2, page.GetProperty("next").GetInt64());
        page = await gateway.SendAsync("GET", Audit + "?limit=2&after=4", null, HttpStatusCode.OK);
        Assert.Equal(5, Assert.Single(page.GetProperty("entries").EnumerateArray()).GetProperty("number").GetInt64());
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?after=-1")]
    [InlineData("?after=x")]
    [InlineData("?after=1&after=2")]
    [InlineData("?unknown=1")]
    public async Task WrongQuery_Is400(string query) => await gateway.RefusedAsync("GET", Audit + query, null, 400);

    [Fact]
    public async Task End_OfTheGateway_WritesWhatWaits()
    {
        for (var round = 0; round < 3; round++)
        {
            await gateway.SendAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), HttpStatusCode.Created);
        }

        await gateway.StopAsync();
        var log = await gateway.Grains.GetGrain<IAuditLogGrain>(MecOptions.System).ReadAsync(0, 10, TestContext.Current.CancellationToken);
        Assert.Equal(3, log.Newest);
    }

    private static string Show(JsonElement entry)
    {
        var text = string.Join(' ', new[] { "number", "interface", "method", "path", "status", "created" }
            .Select(name => entry.TryGetProperty(name, out var value) ? value.ToString() : "")).TrimEnd();
        Assert.True(entry.GetProperty("time").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        return text;
    }
}
