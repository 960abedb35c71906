using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <summary>Why a context has to go to another host.</summary>
[GenerateSerializer, Alias(TypeAliases.MoveReason)]
public enum MoveReason
{
    /// <summary>Its host does not answer any more.</summary>
    HostFailed,

    /// <summary>Its host is to be empty.</summary>
    HostDrained,

    /// <summary>Its host is overloaded.</summary>
    HostOverloaded,

    /// <summary>There is too little key between it and its host.</summary>
    KeyShortage,

    /// <summary>Another host suits it better.</summary>
    BetterPlace,
}

/// <summary>Move a context to another host.</summary>
/// <param name="From">The host that it is to leave; a context that is elsewhere stays where it is.</param>
/// <param name="Reason">Why.</param>
/// <param name="Within">How long it may take.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.MoveAppContext)]
public sealed record MoveAppContext([property: Id(0)] HostId From, [property: Id(1)] MoveReason Reason, [property: Id(2)] TimeSpan Within);
