using QkdMec.Grains.Locations;
using QkdMec.Grains.MecHosts;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>A gateway whose two hosts tell where they stand: one in Seville, one at a point of the Azores.</summary>
public sealed class LocatedGateway : IAsyncLifetime
{
    public MecGateway Gateway { get; } = new() { System = new MecTestSystem { Options = new MecTestSystem().Options with { Hosts = Located() } } };

    public ValueTask InitializeAsync() => Gateway.InitializeAsync();

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private static System.Collections.Immutable.ImmutableArray<HostDescription> Located()
    {
        var hosts = new MecTestSystem().Options.Hosts;
        return
        [
            hosts[0] with { CountryCode = "ES", CivicAddress = [new CivicElement(1, "Andalucía"), new CivicElement(3, "Sevilla")], Point = new GeoPoint(-5.98, 37.39) },
            hosts[1] with { CountryCode = "PT", Point = new GeoPoint(-25.67, 37.74) },
        ];
    }
}
