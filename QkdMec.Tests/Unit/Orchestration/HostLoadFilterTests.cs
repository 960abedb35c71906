using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Tests.Unit.Orchestration;

/// <summary>Is a host refused that is too busy, takes no contexts or has no memory for another instance?</summary>
public sealed class HostLoadFilterTests
{
    private static readonly HostId Id = HostId.Parse("edge/edge-1");
    private static readonly HostPicture Sound = new(
        new HostDescription { Id = Id, Kme = KmeId.Parse("kme-edge") }, new HostStatus(Id, 5, 10, 60, 100, [], 0), new KeyAvailability(1000, 500, true));

    private static readonly CatalogApp App = new()
    {
        AppDId = "app", Identity = new AppIdentity("app", "p", "1", "1"), Description = "", Function = "echo", Needs = new AppNeeds(40),
    };

    [Fact]
    public void Check_WhenThePlatformReportsMoreLoadThanTheLimit_SaysSo()
    {
        var options = new MecOptions { MaxLoad = 0.8 };
        Assert.Null(Refuse(App, Sound, options));
        Assert.Null(Refuse(App, Sound with { Status = Sound.Status! with { ReportedLoad = 0.8 } }, options));
        var busy = Sound with { Status = Sound.Status! with { ReportedLoad = 0.95 } };
        Assert.Equal("its processor load is reported as 0.95, the limit 0.8", Refuse(App, busy, options)!.Reason);
        Assert.Null(Refuse(App, busy));
    }

    [Fact]
    public void Check_WhenAContextNeedsAnotherInstance_NeedsItsMemory()
    {
        var scaled = App with { AppDId = "scaled", Rules = AppRules.Default with { ContextsPerInstance = 2 } };
        Assert.Null(Refuse(scaled, With(new DeployedApp("scaled", 1, 60) { ContextsPerInstance = 2 })));
        Assert.Equal("40 MB of memory are left, 60 MB are needed", Refuse(scaled, With(new DeployedApp("scaled", 2, 60) { ContextsPerInstance = 2 }))!.Reason);
    }

    [Theory]
    [InlineData(HostState.Draining, PlacementStatus.NoCapacity)]
    [InlineData(HostState.Removed, PlacementStatus.NoCapacity)]
    [InlineData(HostState.Failed, PlacementStatus.Unreachable)]
    public void Check_OfAHostThatTakesNoContexts_IsRefused(HostState state, PlacementStatus expected)
    {
        var refusal = Refuse(App, Sound with { State = state });
        Assert.Equal((expected, state.WhyClosed()), (refusal!.Status, refusal.Reason));
    }

    private static HostPicture With(DeployedApp app) => Sound with { Status = Sound.Status! with { Apps = [app] } };

    private static HostRefusal? Refuse(CatalogApp app, HostPicture host, MecOptions? options = null) =>
        new HostFilter(options ?? new MecOptions(), new PlacementRequest(new ContextId("c"), "device", app, [], [])).Check(host);
}
