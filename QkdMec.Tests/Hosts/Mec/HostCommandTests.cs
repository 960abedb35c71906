using System.Text.Json;
using QkdMec.Tests.Wire.Networks;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Do the commands <c>qkdmec hosts</c> and <c>qkdmec audit</c> do what they say, with the exit codes that scripts rely on?</summary>
public sealed class HostCommandTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    private const int Refused = 1;
    private const int Usage = 2;

    [Fact]
    public async Task Hosts_AreListed_Drained_PutBack_AndInTheAudit()
    {
        var drained = await RunAsync("hosts", "drain", "edge/edge-1");
        Assert.Equal((0, ""), (drained.ExitCode, drained.Error));
        Assert.Contains(drained.Rows, row => row is ["edge/edge-1", "draining", "0/50", "0/4096", "0.00", "-", "-"]);
        Assert.Contains((await RunAsync("hosts", "list", "--state", "draining")).Rows, row => row is ["edge/edge-1", ..]);
        Assert.Contains((await RunAsync("hosts", "add", "edge/edge-1", "--contexts", "7", "--country", "ES")).Rows, row => row is ["edge/edge-1", "active", "0/7", _, _, "ES", _]);
        Assert.Single((await RunAsync("hosts", "list", "--state", "draining")).Rows);
        Assert.Equal(2, JsonElement.Parse((await RunAsync("hosts", "list", "--json")).Output).GetProperty("hosts").GetArrayLength());

        await RunAsync("hosts", "add", "edge/edge-5");
        Assert.Contains((await RunAsync("hosts", "remove", "edge/edge-5")).Rows, row => row is ["edge/edge-5", "removed", ..]);

        var audit = await RunAsync("audit", "--last", "2");
        Assert.Equal(3, audit.Rows.Count);
        Assert.Equal(["-", "operator", "202", "DELETE", "/operator/v1/hosts/edge/edge-5"], audit.Rows[2][^5..]);
    }

    [Fact]
    public async Task WhatCannotBe_HasItsExitCode()
    {
        Assert.Equal(Refused, (await RunAsync("hosts", "drain", "edge/edge-9")).ExitCode);
        Assert.Equal(Usage, (await RunAsync("hosts", "drain", "edge-1")).ExitCode);
        Assert.Equal(Refused, (await RunAsync("hosts", "list", "--state", "asleep")).ExitCode);
        Assert.Equal(Usage, (await RunAsync("audit", "--last", "0")).ExitCode);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync([.. arguments, "--gateway", gateway.Addresses[0].ToString()]);
}
