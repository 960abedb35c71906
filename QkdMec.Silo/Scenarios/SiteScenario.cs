namespace QkdMec.Silo.Scenarios;

/// <summary>A security perimeter with its one KME.</summary>
internal sealed record SiteScenario
{
    /// <summary>The site's name.</summary>
    public required string Id { get; init; }

    /// <summary>The name of its KME.</summary>
    public required string Kme { get; init; }

    /// <summary>The SAEs attached to the KME; each gets a client certificate.</summary>
    public IReadOnlyList<string> Saes { get; init; } = [];

    /// <summary>Further ports where the KME serves QKD 014, such as one for each network of the site. Any of them serves every key of the site.</summary>
    public IReadOnlyList<int> MorePorts { get; init; } = [];

    /// <summary>How the KME hands out keys and who its certificates stand for.</summary>
    public KeyDeliveryScenario KeyDelivery { get; init; } = new();

    /// <summary>The client perimeter, when the site is one.</summary>
    public PerimeterScenario? Client { get; init; }

    /// <summary>The MEC hosts, when the site is an operator's.</summary>
    public IReadOnlyList<HostScenario> Hosts { get; init; } = [];
}
