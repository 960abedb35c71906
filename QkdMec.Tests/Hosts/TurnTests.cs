using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts.Grains;

namespace QkdMec.Tests.Hosts;

/// <summary>Which calls of one activation run beside which.</summary>
public sealed class TurnTests(GrainHostFixture host) : IClassFixture<GrainHostFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_ManyAtOnce_RunOneAtATime()
    {
        var grain = host.Grains.GetGrain<IGateGrain>("races");

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => grain.RaceAsync())).WaitAsync(Token);

        Assert.Equal(Enumerable.Range(1, 200), results.Order());
        Assert.Equal(1, await grain.OverlapAsync());
    }

    [Fact]
    public async Task Calls_FromSiloAndClient_StillRunOneAtATime()
    {
        var fromClient = host.Grains.GetGrain<IGateGrain>("mixed");
        var fromSilo = host.GrainsAt(HostSites.Alpha).GetGrain<IGateGrain>("mixed");

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(index => (index % 2 == 0 ? fromClient : fromSilo).RaceAsync())).WaitAsync(Token);

        Assert.Equal(Enumerable.Range(1, 200), results.Order());
    }

    [Fact]
    public async Task AlwaysInterleave_WhileACallHoldsTheGrain_Runs()
    {
        var grain = host.Grains.GetGrain<IGateGrain>("interleave");
        var held = grain.HoldAsync();
        await grain.WaitForEntriesAsync(1).WaitAsync(Token);

        var waiting = grain.HoldAsync();
        await grain.ReleaseAsync().WaitAsync(Token);

        Assert.Equal(1, await held.WaitAsync(Token));
        Assert.Equal(2, await waiting.WaitAsync(Token));
        Assert.Equal(1, await grain.OverlapAsync());
    }

    [Fact]
    public async Task ReadOnly_Two_RunBesideEachOther()
    {
        var grain = host.Grains.GetGrain<IGateGrain>("read-only");
        var reads = Task.WhenAll(grain.ReadHoldAsync(), grain.ReadHoldAsync());

        await grain.WaitForEntriesAsync(2).WaitAsync(Token);
        await grain.ReleaseAsync();

        Assert.All(await reads.WaitAsync(Token), entries => Assert.Equal(2, entries));
        Assert.Equal(2, await grain.OverlapAsync());
    }

    [Fact]
    public async Task Reentrant_Two_RunBesideEachOther()
    {
        var grain = host.Grains.GetGrain<IReentrantGateGrain>("reentrant");
        var held = Task.WhenAll(grain.HoldAsync(), grain.HoldAsync());

        await grain.WaitForEntriesAsync(2).WaitAsync(Token);
        await grain.ReleaseAsync();
        await held.WaitAsync(Token);

        Assert.Equal(2, await grain.OverlapAsync());
    }
}
