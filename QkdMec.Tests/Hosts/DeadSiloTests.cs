using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts.Grains;

namespace QkdMec.Tests.Hosts;

/// <summary>A silo dies under a call. It has a host of its own, because the silo stays dead.</summary>
public sealed class DeadSiloTests(GrainHostFixture host) : IClassFixture<GrainHostFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_InFlightWhenItsSiloIsKilled_TimesOut()
    {
        var grain = host.GrainsAt(HostSites.Alpha).GetGrain<IErrandGrain>("beta/dies");
        var call = grain.WaitForCancellationAsync("alpha-gate", CancellationToken.None);
        await host.GrainsAt(HostSites.Alpha).GetGrain<IGateGrain>("alpha-gate").WaitForEntriesAsync(1).WaitAsync(Token);

        await host.KillAsync(HostSites.Beta);

        // Orleans may notice the death before the time-out and say so; the call is never answered at once by success.
        var error = await Assert.ThrowsAnyAsync<Exception>(() => call.WaitAsync(Token));
        Assert.True(error is TimeoutException or OrleansException, error.ToString());
    }
}
