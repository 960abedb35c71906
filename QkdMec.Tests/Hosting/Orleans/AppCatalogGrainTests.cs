using Moq;
using Orleans.Storage;
using Orleans.TestKit;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Tests.Hosts.Mec;

namespace QkdMec.Tests.Hosting;

/// <summary>Does the grain save before it answers, and give up when it could not?</summary>
public sealed class AppCatalogGrainTests
{
    private readonly TestKitSilo silo = new();
    private readonly List<string> log = [];
    private readonly SwitchedStorage<AppCatalogState> storage;

    public AppCatalogGrainTests()
    {
        storage = new SwitchedStorage<AppCatalogState>(new AppCatalogState(), log);
        silo.AddPersistentStateStorage("catalog", null, storage);
        silo.AddService(new MecTestSystem().Options);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Onboard_IsSavedBeforeItIsAnswered_AndARepeatIsNot()
    {
        var grain = await CreateAsync();

        Assert.Equal(OnboardStatus.Added, (await grain.OnboardAsync(MecTestSystem.Echo, Token)).Status);
        Assert.Equal(["saved"], log);
        Assert.Equal(OnboardStatus.AlreadyThere, (await grain.OnboardAsync(MecTestSystem.Echo, Token)).Status);
        Assert.Equal(["saved"], log);
        Assert.Equal("echo-1", Assert.Single(storage.State.Apps).AppDId);
    }

    [Fact]
    public async Task Onboard_WhenSomebodyElseWrote_IsRefusedAndEndsTheActivation()
    {
        var grain = await CreateAsync();
        storage.IsOvertaken = true;

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.OnboardAsync(MecTestSystem.Echo, Token));

        silo.GrainRuntime.Mock.Verify(runtime => runtime.DeactivateOnIdle(It.IsAny<IGrainContext>()), Times.Once);
    }

    [Fact]
    public async Task Remove_OfAnUnknownApp_WritesNothing()
    {
        Assert.False(await (await CreateAsync()).RemoveAsync("nothing", Token));
        Assert.Empty(log);
        silo.GrainRuntime.Mock.Verify(runtime => runtime.DeactivateOnIdle(It.IsAny<IGrainContext>()), Times.Never);
    }

    private Task<AppCatalogGrain> CreateAsync() => silo.CreateGrainAsync<AppCatalogGrain>("mec");
}
