namespace QkdMec.Silo.Scenarios;

/// <summary>A client perimeter: one reverse proxy with its device application.</summary>
internal sealed record PerimeterScenario
{
    /// <summary>The SAE that draws keys for its security contexts; one of the site's.</summary>
    public required string Sae { get; init; }

    /// <summary>The device application's id in Mx2, at most 32 characters.</summary>
    public required string DeviceApp { get; init; }
}
