using System.Diagnostics;
using System.Net;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Is exhaustion an answer, exact and soon, and does nothing stay held?</summary>
public sealed class ExhaustionTests : IAsyncLifetime
{
    private const string Contexts = "/dev_app/v1/app_contexts";

    private readonly MecGateway gateway = new()
    {
        System = new MecTestSystem { Options = Small(new MecTestSystem().Options) },
    };

    public ValueTask InitializeAsync() => gateway.InitializeAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task Post_WhenHostsAreFull_Is503WithEachHostsReason_UntilOneGoes()
    {
        var ids = new List<string>();
        for (var round = 0; round < 4; round++)
        {
            ids.Add(await CreateAsync());
        }

        var problem = await gateway.RefusedAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), 503);
        Assert.Equal("no-capacity", problem.Code);
        Assert.Contains("edge/edge-1: all of its 2 contexts are in use", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("edge/edge-2: all of its 2 contexts are in use", problem.Detail, StringComparison.Ordinal);

        await gateway.SendAsync("DELETE", $"{Contexts}/{ids[0]}", null, HttpStatusCode.NoContent);
        await CreateAsync();
    }

    [Fact]
    public async Task Post_WhenKeyRateIsUsedUp_Is503WithWhatWouldFit_AndHoldsNoRoom()
    {
        gateway.System.Knobs.KeyRate = 400;
        var id = await CreateAsync();
        var problem = await gateway.RefusedAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), 503);
        Assert.Equal("no-key", problem.Code);
        Assert.Equal(
            "edge/edge-1: 144 bit/s of key are left to kme-edge, 256 bit/s are needed; edge/edge-2: 144 bit/s of key are left to kme-edge, 256 bit/s are needed. "
            + "A key rate of 144 bit/s would be admitted.",
            problem.Detail);

        await gateway.SendAsync("DELETE", $"{Contexts}/{id}", null, HttpStatusCode.NoContent);
        await CreateAsync();
    }

    [Fact]
    public async Task Post_WhenNoLinkIsUp_Is503()
    {
        gateway.System.Knobs.Reachable = false;
        var problem = await gateway.RefusedAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), 503);
        Assert.Contains("no path of links", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WhenOneHostIsDead_GoesToTheOther_AndWhenBothAreIsRefusedInTime()
    {
        await gateway.EndAsync("edge-1");
        await CreateAsync();
        await CreateAsync();
        await gateway.EndAsync("edge-2");

        var watch = Stopwatch.StartNew();
        var problem = await gateway.RefusedAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), 503);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.NotNull(problem.Detail);
    }

    [Fact]
    public async Task Readyz_FollowsWhetherThereIsKey()
    {
        Assert.Equal("ready", await gateway.Client.GetStringAsync("/readyz", TestContext.Current.CancellationToken));
        gateway.System.Knobs.StoredBits = 0;
        Assert.Equal("not-ready", (await gateway.RefusedAsync("GET", "/readyz", null, 503)).Code);
    }

    private async Task<string> CreateAsync()
    {
        var context = await gateway.SendAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), HttpStatusCode.Created);
        return context.GetProperty("contextId").GetString()!;
    }

    private static MecOptions Small(MecOptions options) =>
        options with { Hosts = [.. options.Hosts.Select(host => host with { Contexts = 2 })], PictureAge = TimeSpan.Zero };
}
