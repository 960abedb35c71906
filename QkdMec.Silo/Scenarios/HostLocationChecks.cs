namespace QkdMec.Silo.Scenarios;

/// <summary>The part of the check that is about where MEC hosts stand.</summary>
internal static class HostLocationChecks
{
    private const double MostEast = 180;
    private const double MostNorth = 90;

    /// <summary>Adds the faults of a host's location.</summary>
    public static void Check(HostScenario host, List<string> faults)
    {
        if (host.CountryCode is { } country && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
        {
            faults.Add($"MEC host '{host.Id}': 'countryCode' is '{country}': give two capital letters of ISO 3166, such as ES");
        }

        foreach (var (type, value) in host.CivicAddress.Where(element => element.Key is < 0 or > byte.MaxValue || string.IsNullOrWhiteSpace(element.Value)))
        {
            faults.Add($"MEC host '{host.Id}': 'civicAddress' has {type}: '{value}': give a type of RFC 4776, 0 to 255, and a value");
        }

        if (host.Longitude.HasValue != host.Latitude.HasValue)
        {
            faults.Add($"MEC host '{host.Id}' has one of 'longitude' and 'latitude': give both or none");
        }

        if (host.Longitude is { } east && !(Math.Abs(east) <= MostEast) || host.Latitude is { } north && !(Math.Abs(north) <= MostNorth))
        {
            faults.Add($"MEC host '{host.Id}': there is no place at longitude {host.Longitude}, latitude {host.Latitude}: give -180 to 180 and -90 to 90 degrees");
        }
    }
}
