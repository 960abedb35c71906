using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts.Grains;
using QkdMec.Tests.Hosts.KeyPools;

namespace QkdMec.Tests.Hosts;

/// <summary>
/// Where grains run, and that a call is refused at once where there is no silo for it: that is an <see cref="OrleansException"/>, while one
/// that waited in vain would be a <see cref="TimeoutException"/>.
/// </summary>
public sealed class PlacementTests(GrainHostFixture host) : IClassFixture<GrainHostFixture>
{
    private static readonly ContextId Context = ContextId.Parse("0123456789abcdef0123456789abcdef");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_OfASite_RunsOnlyThere()
    {
        await host.Grains.GetGrain<ICounterGrain>("beta/placed").AddAsync(1);

        Assert.Equal(2, await host.GrainsAt(HostSites.Beta).GetGrain<ICounterGrain>("beta/placed").AddAsync(1));
        Assert.Equal(3, await host.GrainsAt(HostSites.Alpha).GetGrain<ICounterGrain>("beta/placed").AddAsync(1));
    }

    [Fact]
    public async Task Call_OfASiteWithoutSilo_IsRefusedAtOnce()
    {
        await Assert.ThrowsAnyAsync<OrleansException>(() => host.Grains.GetGrain<ICounterGrain>("gamma/nowhere").AddAsync(1));
        await Assert.ThrowsAnyAsync<OrleansException>(() => host.GrainsAt(HostSites.Alpha).GetGrain<ICounterGrain>("gamma/nowhere").AddAsync(1));
    }

    [Theory]
    [InlineData("edge/edge-2")]
    [InlineData("relay/edge-1")]
    public async Task Call_OfAMecHostWithoutSilo_IsRefusedAtOnce(string absent)
    {
        await using var edge = new EdgeHostFixture(new EdgeHostParts());
        var binding = new SecurityContextBinding(Context, "echo", "echo");
        await GrainAt(edge, "edge/edge-1").BindAsync(binding, Token);

        await Assert.ThrowsAnyAsync<OrleansException>(() => GrainAt(edge, absent).BindAsync(binding, Token));
    }

    [Fact]
    public async Task Call_WhenTheSitesSiloEnded_IsRefusedAtOnce_UntilAnotherStarts()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        Assert.Equal(0UL, (await world.BetaIn.GetStatusAsync(Token)).Epoch);
        await world.EndAsync(world.BetaSite);
        await Assert.ThrowsAnyAsync<OrleansException>(() => world.BetaIn.GetStatusAsync(Token));

        await world.StartAsync(world.BetaSite);
        Assert.Equal(0UL, (await world.BetaIn.GetStatusAsync(Token)).Epoch);
    }

    private static ISecurityContextGrain GrainAt(EdgeHostFixture edge, string mecHost) =>
        edge.Grains.GetGrain<ISecurityContextGrain>(new SecurityContextId(HostId.Parse(mecHost), Context).ToGrainKey());
}
