using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>How an on-boarding ended.</summary>
[GenerateSerializer, Alias(TypeAliases.OnboardStatus)]
public enum OnboardStatus
{
    /// <summary>The application is new in the catalogue.</summary>
    Added,

    /// <summary>It was there already and says the same.</summary>
    AlreadyThere,

    /// <summary>Another application has that id, or that name, provider and versions.</summary>
    Conflict,

    /// <summary>No host knows the function.</summary>
    UnknownFunction,

    /// <summary>A host it allows or denies does not exist.</summary>
    UnknownHost,

    /// <summary>The catalogue is full.</summary>
    Full,
}

/// <summary>The entry that is in the catalogue now, or the one it clashes with; null when neither is.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.OnboardOutcome)]
public sealed record OnboardOutcome([property: Id(0)] OnboardStatus Status, [property: Id(1)] CatalogApp? App);
