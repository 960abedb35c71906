using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>A MEC host and what is left of it.</summary>
public sealed record HostSummary
{
    /// <summary>Its id, as <c>site/host</c>.</summary>
    [JsonPropertyName("host")]
    public required string Host { get; init; }

    /// <summary>Whether it takes contexts: one of <see cref="HostStateNames"/>.</summary>
    [JsonPropertyName("state")]
    public required string State { get; init; }

    /// <summary>False when it is known not to answer.</summary>
    [JsonPropertyName("answers")]
    public required bool Answers { get; init; }

    /// <summary>The KME of its site.</summary>
    [JsonPropertyName("kme")]
    public required string Kme { get; init; }

    /// <summary>The country it stands in, ISO 3166; absent when it does not matter.</summary>
    [JsonPropertyName("countryCode")]
    public string? CountryCode { get; init; }

    /// <summary>Contexts it has or holds room for.</summary>
    [JsonPropertyName("contextsUsed")]
    public required int ContextsUsed { get; init; }

    /// <summary>Contexts it takes.</summary>
    [JsonPropertyName("contextsLimit")]
    public required int ContextsLimit { get; init; }

    /// <summary>Contexts it has room for.</summary>
    [JsonPropertyName("contextsFree")]
    public required int ContextsFree { get; init; }

    /// <summary>Memory of the applications deployed, in MB.</summary>
    [JsonPropertyName("memoryUsedMegabytes")]
    public required int MemoryUsedMegabytes { get; init; }

    /// <summary>Memory it has for applications, in MB.</summary>
    [JsonPropertyName("memoryLimitMegabytes")]
    public required int MemoryLimitMegabytes { get; init; }

    /// <summary>Memory that is left, in MB.</summary>
    [JsonPropertyName("memoryFreeMegabytes")]
    public required int MemoryFreeMegabytes { get; init; }

    /// <summary>How much of it is in use, 0 to 1.</summary>
    [JsonPropertyName("load")]
    public required double Load { get; init; }

    /// <summary>The processor load that its platform reported, 0 to 1; absent when it reports none, or not lately.</summary>
    [JsonPropertyName("reportedLoad")]
    public double? ReportedLoad { get; init; }

    /// <summary>The applications deployed.</summary>
    [JsonPropertyName("apps")]
    public required IReadOnlyList<DeployedAppSummary> Apps { get; init; }
}

/// <summary>An application deployed on a host.</summary>
public sealed record DeployedAppSummary
{
    /// <summary>The application's id.</summary>
    [JsonPropertyName("appDId")]
    public required string AppDId { get; init; }

    /// <summary>How many contexts use it.</summary>
    [JsonPropertyName("contexts")]
    public required int Contexts { get; init; }

    /// <summary>How many instances serve them.</summary>
    [JsonPropertyName("instances")]
    public required int Instances { get; init; }

    /// <summary>What all instances take, in MB.</summary>
    [JsonPropertyName("memoryMegabytes")]
    public required int MemoryMegabytes { get; init; }
}

/// <summary>All hosts, by id.</summary>
public sealed record HostList
{
    /// <summary>The hosts.</summary>
    [JsonPropertyName("hosts")]
    public required IReadOnlyList<HostSummary> Hosts { get; init; }
}
