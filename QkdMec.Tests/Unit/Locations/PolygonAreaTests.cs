using System.Text.Json;
using QkdMec.Grains.Locations;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Tests.Unit.Locations;

/// <summary>Does a place lie in a polygon as RFC 7946 means it, whatever the polygon looks like?</summary>
public sealed class PolygonAreaTests
{
    private const string Square = "[[0,0],[10,0],[10,10],[0,10],[0,0]]";
    private const string Hole = "[[4,4],[4,6],[6,6],[6,4],[4,4]]";

    [Theory]
    [InlineData(Square, 5, 5, true)]
    [InlineData(Square, 11, 5, false)]
    [InlineData(Square, -1, 5, false)]
    [InlineData(Square, 5, 11, false)]
    [InlineData(Square, 10, 5, true)]
    [InlineData(Square, 0, 0, true)]
    [InlineData("[[0,0],[10,0],[10,10],[0,10]]", 5, 5, true)]
    [InlineData("[[0,0],[10,0],[10,10],[0,10]]", 0, 5, true)]
    [InlineData("[[0,0],[0,10],[10,10],[10,0],[0,0]]", 5, 5, true)]
    [InlineData("[[0,0,100],[10,0,100],[10,10,100],[0,0,100]]", 8, 2, true)]
    [InlineData("[[0,0,100],[10,0,100],[10,10,100],[0,0,100]]", 2, 8, false)]
    [InlineData("[[0,0],[8,0],[8,8],[4,2],[0,8]]", 4, 5, false)]
    [InlineData("[[0,0],[8,0],[8,8],[4,2],[0,8]]", 4, 1, true)]
    public void Contains_WithinTheOuterRing_BordersIncluded(string ring, double longitude, double latitude, bool expected) =>
        Assert.Equal(expected, Area($"[{ring}]").Contains(new GeoPoint(longitude, latitude)));

    [Theory]
    [InlineData(5, 5, false)]
    [InlineData(4, 5, true)]
    [InlineData(2, 2, true)]
    public void Contains_InAHole_IsFalse_ButOnItsBorder(double longitude, double latitude, bool expected) =>
        Assert.Equal(expected, Area($"[{Square},{Hole}]").Contains(new GeoPoint(longitude, latitude)));

    [Theory]
    [InlineData("[[170,-10],[190,-10],[190,10],[170,10],[170,-10]]", null)]
    [InlineData("[[-190,-10],[-170,-10],[-170,10],[-190,10],[-190,-10]]", null)]
    [InlineData("[[170,-10],[-170,-10],[-170,10],[170,10],[170,-10]]", "[170,-10,-170,10]")]
    [InlineData("[[170,-10],[-170,-10],[-170,10],[170,10],[170,-10]]", "[170,-10,0,-170,10,9]")]
    public void Contains_AcrossTheAntimeridian_OnBothSides(string ring, string? box)
    {
        var area = Area($"[{ring}]", box);
        Assert.All([175.0, -175, 180, -180], longitude => Assert.True(area.Contains(new GeoPoint(longitude, 0)), $"{longitude}"));
        Assert.All([165.0, -165, 0], longitude => Assert.False(area.Contains(new GeoPoint(longitude, 0)), $"{longitude}"));
    }

    [Fact]
    public void Contains_OfTheWholeGlobe_IsTrueEverywhere()
    {
        var area = Area("[[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]");
        Assert.All([-180.0, -90, 0, 90, 180], longitude => Assert.True(area.Contains(new GeoPoint(longitude, 45))));
    }

    [Fact]
    public void Contains_WithoutABoxThatSaysSo_FollowsStraightLines() =>
        Assert.True(Area("[[[170,-10],[-170,-10],[-170,10],[170,10],[170,-10]]]").Contains(new GeoPoint(0, 0)));

    [Theory]
    [InlineData("[]", false)]
    [InlineData("[[]]", false)]
    [InlineData("[[[5,5]]]", true)]
    [InlineData("[[[4,5],[4,5],[4,5],[4,5]]]", false)]
    [InlineData("[[[0,0],[10,10]]]", true)]
    [InlineData("[[[0,0],[10,0],[0,0]]]", false)]
    [InlineData("[[[1.7e308,1.7e308],[-1.7e308,-1.7e308],[1.7e308,-1.7e308]]]", true)]
    [InlineData("[[[1.7e308,1.7e308],[-1.7e308,1.6e308],[1.7e308,1.5e308]]]", false)]
    [InlineData("[[[0,0],[10,0],[10,10],[0,10]],[],[[5,5]]]", true)]
    public void Contains_OfADegeneratePolygon_IsAnAnswer(string coordinates, bool expected) =>
        Assert.Equal(expected, Area(coordinates).Contains(new GeoPoint(5, 5)));

    private static PolygonArea Area(string coordinates, string? box = null) => new(JsonSerializer.Deserialize(
        $"{{\"type\":\"Polygon\",\"coordinates\":{coordinates}{(box is null ? "" : ",\"bbox\":" + box)}}}", Mx2Json.Default.Polygon)!);
}
