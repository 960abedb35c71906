namespace QkdMec.Silo.Scenarios;

/// <summary>A MEC host.</summary>
internal sealed record HostScenario
{
    /// <summary>Its name within the site.</summary>
    public required string Id { get; init; }

    /// <summary>Its SAE; one of the site's.</summary>
    public required string Sae { get; init; }

    /// <summary>The workers that run its functions; none: they run in the host's own process.</summary>
    public IReadOnlyList<WorkerScenario> Workers { get; init; } = [];

    /// <summary>How many app contexts it takes at once.</summary>
    public int Contexts { get; init; } = 10_000;

    /// <summary>Memory for applications, in MB.</summary>
    public int MemoryMegabytes { get; init; } = 4096;

    /// <summary>The country it stands in, ISO 3166, two capitals; null when it does not matter.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Elements of the civic address where it stands, by their octet of RFC 4776 (3 is the city); none when it does not matter.</summary>
    public IReadOnlyDictionary<int, string> CivicAddress { get; init; } = new Dictionary<int, string>();

    /// <summary>Degrees east of where it stands, -180 to 180, together with <see cref="Latitude"/>; null when it does not matter.</summary>
    public double? Longitude { get; init; }

    /// <summary>Degrees north of where it stands, -90 to 90, together with <see cref="Longitude"/>; null when it does not matter.</summary>
    public double? Latitude { get; init; }
}
