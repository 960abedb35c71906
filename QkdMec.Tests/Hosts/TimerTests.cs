using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts.Grains;

namespace QkdMec.Tests.Hosts;

/// <summary>Grain timers.</summary>
public sealed class TimerTests(GrainHostFixture host) : IClassFixture<GrainHostFixture>
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Timer_WhoseFirstTickFails_GoesOn()
    {
        var grain = host.Grains.GetGrain<ITickGrain>("goes-on");
        await grain.StartAsync(Short, interleave: false);

        Assert.True(await grain.WaitForTicksAsync(3).WaitAsync(Token) >= 3);
    }

    [Fact]
    public async Task Timer_Disposed_TicksNoMore()
    {
        var grain = host.Grains.GetGrain<ITickGrain>("disposed");
        await grain.StartAsync(Short, interleave: false);
        await grain.WaitForTicksAsync(2).WaitAsync(Token);

        var ticks = await grain.StopAsync();
        var other = host.Grains.GetGrain<ITickGrain>("disposed-other");
        await other.StartAsync(Short, interleave: false);
        await other.WaitForTicksAsync(20).WaitAsync(Token);

        // A tick that was due already may still have waited for its turn.
        Assert.InRange(await grain.TicksAsync(), ticks, ticks + 1);
    }

    [Fact]
    public async Task Timer_WhileACallHoldsTheGrain_Waits()
    {
        var grain = host.Grains.GetGrain<ITickGrain>("waits");
        await grain.StartAsync(Short, interleave: false);
        await grain.WaitForTicksAsync(1).WaitAsync(Token);
        var held = grain.HoldAsync();
        var other = host.Grains.GetGrain<ITickGrain>("waits-other");
        await other.StartAsync(Short, interleave: false);
        await other.WaitForTicksAsync(20).WaitAsync(Token);

        await grain.LetGoAsync();

        Assert.Equal(0, await held.WaitAsync(Token));
    }

    [Fact]
    public async Task Timer_ThatInterleaves_TicksWhileACallHoldsTheGrain()
    {
        var grain = host.Grains.GetGrain<ITickGrain>("interleaves");
        await grain.StartAsync(Short, interleave: true);
        var reached = await grain.WaitForTicksAsync(1).WaitAsync(Token);
        var held = grain.HoldAsync();

        await grain.WaitForTicksAsync(reached + 20).WaitAsync(Token);
        await grain.LetGoAsync();

        Assert.True(await held.WaitAsync(Token) > 0);
    }

    [Fact]
    public async Task Change_OfARestingTimer_TicksAgain()
    {
        var grain = host.Grains.GetGrain<ITickGrain>("change");
        await grain.StartAsync(Long, interleave: false);
        await grain.WaitForTicksAsync(1).WaitAsync(Token);

        await grain.FireOnceAsync();

        Assert.Equal(2, await grain.WaitForTicksAsync(2).WaitAsync(Token));
    }
}
