using System.Collections.Immutable;
using QkdMec.Grains.Locations;
using QkdMec.Grains.Notifications;
using QkdMec.Grains.Notifications.Locations;

namespace QkdMec.Tests.Unit.Notifications;

/// <summary>Is a change of locations told, and nothing else?</summary>
public sealed class LocationWatchTests
{
    private readonly LocationWatchState state = new();

    private LocationWatch Watch => new(state);

    [Fact]
    public void FirstLook_IsToldToNobody()
    {
        Assert.True(Watch.Take([In("DE")]));

        Assert.False(Watch.IsTelling);
        Assert.False(Watch.IsNew);
    }

    [Fact]
    public void SameLocations_InAnotherOrderOrTwice_AreNoChange()
    {
        Watch.Take([In("DE"), In("FR", "Paris")]);

        Assert.False(Watch.Take([In("FR", "Paris"), In("DE"), In("DE")]));
    }

    [Fact]
    public void Change_IsTold_PageByPage_UntilThereIsNone()
    {
        Watch.Take([In("DE")]);
        Assert.True(Watch.Take([In("DE"), In("FR")]));
        Assert.True(Watch.IsTelling);
        Assert.Equal((2, NotificationSource.Locations), (Watch.OrderTo("http://device.example/").Number, Watch.OrderTo("http://device.example/").Source));
        Assert.Equal(["DE", "FR"], Watch.OrderTo("http://device.example/").Notification.Locations.Select(location => location.CountryCode));

        Watch.Told(["a", "b"]);
        Assert.Equal(("b", true), (state.ToldUpTo, Watch.IsTelling));
        Watch.Told([]);
        Assert.False(Watch.IsTelling);
    }

    [Fact]
    public void Change_WhileAnotherIsTold_BeginsAnew()
    {
        Watch.Take([In("DE")]);
        Watch.Take([In("FR")]);
        Watch.Told(["a"]);
        Watch.Take([In("ES")]);

        Assert.Equal(("", true, 3), (state.ToldUpTo, Watch.IsTelling, state.Version));
    }

    [Fact]
    public void Nowhere_IsNotTold_AndTheReturnIs()
    {
        Watch.Take([In("DE")]);
        Assert.True(Watch.Take([]));
        Assert.False(Watch.IsTelling);

        Assert.True(Watch.Take([In("DE")]));
        Assert.True(Watch.IsTelling);
    }

    [Fact]
    public void Locations_ThatDifferInAnyPart_AreOthers()
    {
        ImmutableArray<HostLocation> all =
        [
            In(null), In("DE"), In("DE", "Bonn"), In("DE", "Köln"), In("DE") with { Point = new GeoPoint(7, 50) }, In("DE") with { Point = new GeoPoint(50, 7) },
        ];

        Assert.Equal(all.Length, LocationSets.Of(all).Length);
    }

    private static HostLocation In(string? country, string? city = null) => new(country, city is null ? [] : [new CivicElement(3, city)], null);
}
