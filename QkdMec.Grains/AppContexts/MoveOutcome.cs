using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <summary>How a move ended.</summary>
[GenerateSerializer, Alias(TypeAliases.MoveStatus)]
public enum MoveStatus
{
    /// <summary>The context is on another host.</summary>
    Moved,

    /// <summary>There was nothing to do: it is not on the host that it was to leave.</summary>
    NotThere,

    /// <summary>No other host can take it; it stays.</summary>
    NoPlace,

    /// <summary>A part of the system did not answer in time; it stays.</summary>
    Unavailable,
}

/// <summary>How a move ended, where the context is now, and why it stayed.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.MoveOutcome)]
public sealed record MoveOutcome([property: Id(0)] MoveStatus Status, [property: Id(1)] HostId? Host, [property: Id(2)] string Reason);
