using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Locations;

namespace QkdMec.Grains.MecHosts;

/// <summary>A MEC host as it is configured.</summary>
public sealed record HostDescription
{
    /// <summary>Its id.</summary>
    public required HostId Id { get; init; }

    /// <summary>The KME of its site.</summary>
    public required KmeId Kme { get; init; }

    /// <summary>How many app contexts it takes at once.</summary>
    public int Contexts { get; init; } = 10_000;

    /// <summary>Memory for applications, in MB.</summary>
    public int MemoryMegabytes { get; init; } = 4096;

    /// <summary>The country it stands in, ISO 3166, two capitals; null when it does not matter.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Elements of the civic address where it stands; empty when it does not matter.</summary>
    public ImmutableArray<CivicElement> CivicAddress { get; init; } = [];

    /// <summary>Its place on the globe; null when it does not matter.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>Where it stands, as far as it is told.</summary>
    public HostLocation Location => new(CountryCode, CivicAddress, Point);
}
