using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <summary>How a creation ended.</summary>
[GenerateSerializer, Alias(TypeAliases.CreateStatus)]
public enum CreateStatus
{
    /// <summary>The context is active.</summary>
    Created,

    /// <summary>The id is in use for another request.</summary>
    Conflict,

    /// <summary>The application is not in the catalogue.</summary>
    UnknownApplication,

    /// <summary>The application of that id has another name, provider or version.</summary>
    ApplicationMismatch,

    /// <summary>No host may run the application for this device.</summary>
    NotAllowed,

    /// <summary>No host has room.</summary>
    NoCapacity,

    /// <summary>No path has the key.</summary>
    NoKey,

    /// <summary>A part of the system did not answer in time.</summary>
    Unavailable,
}

/// <summary>The context, when it was created; otherwise what was missing.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.CreateOutcome)]
public sealed record CreateOutcome(
    [property: Id(0)] CreateStatus Status, [property: Id(1)] AppContextView? Context, [property: Id(2)] string Reason);
