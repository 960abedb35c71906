using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>An on-boarded application.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.CatalogApp)]
public sealed record CatalogApp
{
    /// <summary>The id of its descriptor, unique in the system.</summary>
    [Id(0)]
    public required string AppDId { get; init; }

    /// <summary>Name, provider and versions.</summary>
    [Id(1)]
    public required AppIdentity Identity { get; init; }

    /// <summary>What it does.</summary>
    [Id(2)]
    public required string Description { get; init; }

    /// <summary>The function behind it.</summary>
    [Id(3)]
    public required string Function { get; init; }

    /// <summary>What it needs; null when its descriptor says nothing.</summary>
    [Id(4)]
    public AppNeeds? Needs { get; init; }

    /// <summary>Where it may run.</summary>
    [Id(5)]
    public AppRules Rules { get; init; } = AppRules.Default;

    /// <summary>Where it can be used; default when its descriptor does not say.</summary>
    [Id(6)]
    public ImmutableArray<AppLocation> Locations { get; init; } = [];

    /// <summary>The vendor of its extension; null without one.</summary>
    [Id(7)]
    public string? VendorId { get; init; }

    /// <summary>The vendor's extension as JSON; null without one.</summary>
    [Id(8)]
    public string? VendorExtensionJson { get; init; }

    /// <summary>Whether the other entry says the same, whatever its id.</summary>
    public bool SaysTheSameAs(CatalogApp other) =>
        Identity == other.Identity && Description == other.Description && Function == other.Function
        && (Needs ?? new AppNeeds()) == (other.Needs ?? new AppNeeds())
        && Rules.SaysTheSameAs(other.Rules)
        && Locations.SequenceEqual(other.Locations)
        && VendorExtensionJson == other.VendorExtensionJson;
}
