using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Locations;

namespace QkdMec.Tests.Unit.Locations;

/// <summary>Is a host told apart that stands where it is not wanted, and one that does not tell never excluded?</summary>
public sealed class LocationConstraintTests
{
    private const string Around = """{"type":"Polygon","coordinates":[[[-6,37],[-5,37],[-5,38],[-6,38],[-6,37]]]}""";
    private const string Elsewhere = """{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}""";

    private static readonly HostLocation Seville = new("ES", [new(1, "Andalucía"), new(3, "Sevilla"), new(3, "Seville")], new GeoPoint(-5.98, 37.39));
    private static readonly HostLocation Untold = new(null, [], null);

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"countryCode":"ES"}""", null)]
    [InlineData("""{"countryCode":"PT"}""", "it stands in ES")]
    [InlineData("""{"civicAddressElement":[]}""", null)]
    [InlineData("""{"civicAddressElement":[{"caType":3,"caValue":"Sevilla"}]}""", null)]
    [InlineData("""{"civicAddressElement":[{"caType":3,"caValue":" SEVILLE "}]}""", null)]
    [InlineData("""{"civicAddressElement":[{"caType":3,"caValue":"Cádiz"}]}""", "its civic address is not 'Cádiz' (caType 3)")]
    [InlineData("""{"civicAddressElement":[{"caType":3,"caValue":"Cádiz"},{"caType":3,"caValue":"Sevilla"}]}""", null)]
    [InlineData("""{"civicAddressElement":[{"caType":3,"caValue":"Sevilla"},{"caType":1,"caValue":"Murcia"}]}""", "its civic address is not 'Murcia' (caType 1)")]
    [InlineData("""{"civicAddressElement":[{"caType":24,"caValue":"41001"}]}""", null)]
    [InlineData("""{"civicAddressElement":[{"caType":0,"caValue":"de"},{"caType":128,"caValue":"Cyrl"}]}""", null)]
    [InlineData($$"""{"area":{{Around}}}""", null)]
    [InlineData($$"""{"area":{{Elsewhere}}}""", "it stands at longitude -5.98, latitude 37.39, outside the area")]
    [InlineData($$"""{"area":{{Around}},"civicAddressElement":[{"caType":3,"caValue":"Cádiz"}]}""", null)]
    [InlineData($$"""{"area":{{Elsewhere}},"civicAddressElement":[{"caType":3,"caValue":"Sevilla"}]}""", "it stands at longitude -5.98, latitude 37.39, outside the area")]
    [InlineData($$"""{"area":{{Around}},"countryCode":"PT"}""", "it stands in ES")]
    public void FindMismatch_OfATellingHost_SaysWhatDiffers(string wanted, string? mismatch)
    {
        Assert.Equal(mismatch, LocationConstraint.Of(new AppLocation(null, wanted)).FindMismatch(Seville));
        Assert.Null(LocationConstraint.Of(new AppLocation(null, wanted)).FindMismatch(Untold));
    }

    [Fact]
    public void Wishes_AreOneOfTheApplications_AndAllOfTheInstances()
    {
        Assert.Null(Mismatch([Country("PT"), Country("ES")], []));
        Assert.Null(Mismatch([], [Country("ES"), Area(Around)]));
        Assert.Equal("it stands in ES", Mismatch([Country("PT"), Country("FR")], []));
        Assert.Equal("it stands at none of the application's locations", Mismatch([Country("PT"), Area(Elsewhere)], []));
        Assert.Equal("it stands in ES", Mismatch([Country("ES")], [Country("ES"), Country("PT")]));
    }

    [Fact]
    public void Wishes_OfNothing_AreFulfilledAnywhere() => Assert.Null(Mismatch(default, default));

    private static string? Mismatch(System.Collections.Immutable.ImmutableArray<AppLocation> app, System.Collections.Immutable.ImmutableArray<AppLocation> instances) =>
        new LocationWishes(app, instances).FindMismatch(Seville);

    private static AppLocation Country(string code) => new(code, $$"""{"countryCode":"{{code}}"}""");

    private static AppLocation Area(string polygon) => new(null, $$"""{"area":{{polygon}}}""");
}
