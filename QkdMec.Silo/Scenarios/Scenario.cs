using System.Text.Json.Serialization;

namespace QkdMec.Silo.Scenarios;

/// <summary>What there is in a system: sites, the links between their KMEs, and the applications on-boarded at the first start.</summary>
internal sealed record Scenario
{
    /// <summary>Its name, as <c>--scenario</c> takes it.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence about it.</summary>
    public string Description { get; init; } = "";

    /// <summary>The sites; the KMEs' listeners get their ports in this order.</summary>
    public required IReadOnlyList<SiteScenario> Sites { get; init; }

    /// <summary>The QKD links.</summary>
    public IReadOnlyList<LinkScenario> Links { get; init; } = [];

    /// <summary>The applications that a new system offers.</summary>
    public IReadOnlyList<AppScenario> Apps { get; init; } = [];

    /// <summary>How the system decides.</summary>
    public PolicyScenario Policies { get; init; } = new();

    /// <summary>The sites whose KME has SAEs and so a listener, in order.</summary>
    [JsonIgnore]
    public IEnumerable<SiteScenario> ListeningSites => Sites.Where(site => site.Saes.Count > 0);
}
