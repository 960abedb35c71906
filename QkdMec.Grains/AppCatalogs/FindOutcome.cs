using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>How a search for one application ended.</summary>
[GenerateSerializer, Alias(TypeAliases.FindStatus)]
public enum FindStatus
{
    /// <summary>It is in the catalogue.</summary>
    Found,

    /// <summary>There is none of that id, or of that name, provider and versions.</summary>
    Unknown,

    /// <summary>There is one of that id, but name, provider or versions are others.</summary>
    Mismatch,
}

/// <summary>An application, when it was found.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.FindOutcome)]
public sealed record FindOutcome([property: Id(0)] FindStatus Status, [property: Id(1)] CatalogApp? App);
