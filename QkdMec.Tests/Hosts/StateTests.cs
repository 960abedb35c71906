using Orleans.Storage;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts.Grains;

namespace QkdMec.Tests.Hosts;

/// <summary>Activations and what they keep.</summary>
public sealed class StateTests(GrainHostFixture host) : IClassFixture<GrainHostFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deactivated_ThenCalled_HasItsStoredStateOnly()
    {
        var grain = host.Grains.GetGrain<ICounterGrain>("alpha/stored");
        await grain.AddAndSaveAsync(5);
        await grain.AddAsync(7);
        var before = await grain.ReportAsync();

        await grain.DeactivateAsync();
        var after = await grain.ReportAsync().WaitAsync(Token);

        Assert.Equal((12, 5), (before.Value, after.Value));
        Assert.NotEqual(before.Activation, after.Activation);
    }

    [Fact]
    public async Task Clear_OfAState_LeavesNone()
    {
        var grain = host.Grains.GetGrain<ICounterGrain>("alpha/cleared");
        await grain.AddAndSaveAsync(5);

        await grain.ForgetAsync();
        var cleared = await grain.ReportAsync();
        await grain.AddAndSaveAsync(1);
        var again = await grain.ReportAsync();

        Assert.Equal((0, false), (cleared.Value, cleared.RecordExists));
        Assert.Equal((1, true), (again.Value, again.RecordExists));
    }

    [Fact]
    public async Task Write_OfAnotherVersion_IsRefusedAndEndsTheActivation()
    {
        var grain = host.Grains.GetGrain<IErrandGrain>("beta/conflict");
        var before = await grain.ActivationAsync();

        await Assert.ThrowsAsync<InconsistentStateException>(grain.ConflictAsync);

        Assert.NotEqual(before, await grain.ActivationAsync().WaitAsync(Token));
    }

    [Fact]
    public async Task Grain_OfTwoInterfaces_IsOneActivation()
    {
        var counter = host.Grains.GetGrain<ICounterGrain>("alpha/two");
        var named = host.Grains.GetGrain<INamedGrain>("alpha/two");

        var report = await counter.ReportAsync();

        Assert.Equal("alpha/two", named.GetPrimaryKeyString());
        Assert.Equal("alpha/two", report.Key);
        Assert.Equal($"[hello alpha/two of {report.Activation}]", await named.NameAsync("hello"));
    }
}
