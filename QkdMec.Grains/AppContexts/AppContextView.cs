using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <summary>Where a context is in its life.</summary>
[GenerateSerializer, Alias(TypeAliases.AppContextPhase)]
public enum AppContextPhase
{
    /// <summary>There is no such context: never made, or deleted.</summary>
    None,

    /// <summary>It is being made; nobody was told of it yet.</summary>
    Creating,

    /// <summary>It was acknowledged and serves.</summary>
    Active,

    /// <summary>It is being taken down; for devices it is gone.</summary>
    Deleting,
}

/// <summary>A context as the edge sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Phase">Where it is in its life.</param>
/// <param name="Request">What the device asked for, with all instance ids.</param>
/// <param name="Host">Where it was placed.</param>
/// <param name="AppDId">The application it was resolved to.</param>
/// <param name="Function">The function that runs.</param>
/// <param name="CreatedAt">When it became active.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.AppContextView)]
public sealed record AppContextView(
    [property: Id(0)] ContextId Id,
    [property: Id(1)] AppContextPhase Phase,
    [property: Id(2)] AppContextRequest Request,
    [property: Id(3)] HostId Host,
    [property: Id(4)] string AppDId,
    [property: Id(5)] string Function,
    [property: Id(6)] DateTimeOffset CreatedAt)
{
    /// <summary>The client that made it; empty where clients are not told apart.</summary>
    [Id(7)]
    public string Owner { get; init; } = "";
}
