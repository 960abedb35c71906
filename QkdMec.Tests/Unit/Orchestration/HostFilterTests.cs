using System.Collections.Immutable;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Tests.Unit.Orchestration;

/// <summary>Is a host that cannot take a context told apart, with the exact reason?</summary>
public sealed class HostFilterTests
{
    private static readonly HostId Id = HostId.Parse("edge/edge-1");
    private static readonly HostPicture Sound = new(
        new HostDescription { Id = Id, Kme = KmeId.Parse("kme-edge"), CountryCode = "ES" },
        new HostStatus(Id, 5, 10, 60, 100, [new DeployedApp("other", 5, 60)], 0), new KeyAvailability(1000, 500, true));

    private static readonly CatalogApp App = new()
    {
        AppDId = "app", Identity = new AppIdentity("app", "p", "1", "1"), Description = "", Function = "echo", Needs = new AppNeeds(40),
    };

    private static readonly AppLocation Spain = new("ES", """{"countryCode":"ES"}""");
    private static readonly AppLocation Portugal = new("PT", """{"countryCode":"PT"}""");

    [Fact]
    public void Check_OfASoundHost_Passes() => Assert.Null(Check(App, Sound));

    [Fact]
    public void Check_OfADeniedHost_IsNotAllowed() =>
        Assert.Equal(PlacementStatus.NotAllowed, Check(App with { Rules = new AppRules([], ["edge/edge-1"], null) }, Sound));

    [Fact]
    public void Check_OfAHostThatIsNotListed_IsNotAllowed() =>
        Assert.Equal(PlacementStatus.NotAllowed, Check(App with { Rules = new AppRules(["edge/edge-2"], [], null) }, Sound));

    [Fact]
    public void Check_OfAHostInAnotherCountry_IsNotAllowed() =>
        Assert.Equal(PlacementStatus.NotAllowed, Check(App with { Locations = [Portugal] }, Sound));

    [Fact]
    public void Check_OfAHostInOneOfTheApplicationsCountries_Passes() => Assert.Null(Check(App with { Locations = [Portugal, Spain] }, Sound));

    [Fact]
    public void Check_OfAHostOutsideWhatTheDeviceWants_NamesItsCountry() => Assert.Equal(
        new HostRefusal(PlacementStatus.NotAllowed, "it stands in ES"), new HostFilter(new MecOptions(), Request(App, [Spain, Portugal])).Check(Sound));

    [Fact]
    public void Check_OfASilentHost_IsUnreachable() => Assert.Equal(PlacementStatus.Unreachable, Check(App, Sound with { Status = null }));

    [Fact]
    public void Check_OfAFullHost_IsNoCapacity() =>
        Assert.Equal(PlacementStatus.NoCapacity, Check(App, Sound with { Status = Sound.Status! with { ContextsUsed = 10 } }));

    [Fact]
    public void Check_WhenMemoryIsShort_IsNoCapacity_UnlessTheApplicationRunsThere()
    {
        var hungry = App with { Needs = new AppNeeds(41) };
        Assert.Equal(PlacementStatus.NoCapacity, Check(hungry, Sound));
        Assert.Null(Check(hungry with { AppDId = "other" }, Sound));
    }

    [Fact]
    public void Check_WhenLoadIsAboveTheLimit_IsNoCapacity() =>
        Assert.Equal(PlacementStatus.NoCapacity, Check(App, Sound, new MecOptions { MaxLoad = 0.5 }));

    [Fact]
    public void Check_WhenStoredKeyIsShort_IsNoKey() => Assert.Equal(
        PlacementStatus.NoKey, Check(App, Sound with { Keys = new KeyAvailability(99, 500, true) }, new MecOptions { MinStoredBits = 100 }));

    [Fact]
    public void KeyRate_OfTheApplication_GoesBeforeTheSystems()
    {
        Assert.Equal(256, FilterOf(App).KeyRate);
        Assert.Equal(501, FilterOf(App with { Rules = AppRules.Default with { KeyRateBitsPerSecond = 501 } }).KeyRate);
    }

    [Fact]
    public void Combine_TellsOfEveryHost_AndLeadsWithWhatMayChange()
    {
        var outcome = PlacementRefusals.Combine(
            [(HostId.Parse("edge/b"), new HostRefusal(PlacementStatus.NotAllowed, "no")), (HostId.Parse("edge/a"), new HostRefusal(PlacementStatus.NoKey, "dry"))]);
        Assert.Equal((PlacementStatus.NoKey, "edge/a: dry; edge/b: no."), (outcome.Status, outcome.Reason));
    }

    private static PlacementStatus? Check(CatalogApp app, HostPicture host, MecOptions? options = null) =>
        FilterOf(app, options).Check(host)?.Status;

    private static HostFilter FilterOf(CatalogApp app, MecOptions? options = null) => new(options ?? new MecOptions(), Request(app, []));

    private static PlacementRequest Request(CatalogApp app, ImmutableArray<AppLocation> locations) => new(new ContextId("c"), "device", app, locations, []);
}
