using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyListeners;

/// <summary>What a listener wants of positions that another one serves. No key byte: both read the site's vault.</summary>
[GenerateSerializer, Alias(TypeAliases.PositionsPurpose)]
public enum PositionsPurpose
{
    /// <summary>May keys there be handed out to their owner? Nothing changes.</summary>
    Check,

    /// <summary>Keys there were handed out to their owner.</summary>
    Delivered,

    /// <summary>Consume a pad there, durably, if none of it was consumed.</summary>
    Pad,
}

/// <summary>Asks the listener that serves some blocks about positions in them.</summary>
/// <param name="Pool">The pool, seen from the site.</param>
/// <param name="Life">The run of the listener that the vault names as their server.</param>
/// <param name="Purpose">What is wanted.</param>
/// <param name="Ranges">The positions, all in blocks of that run.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PositionsRequest)]
public sealed record PositionsRequest(
    [property: Id(0)] PoolId Pool,
    [property: Id(1)] long Life,
    [property: Id(2)] PositionsPurpose Purpose,
    [property: Id(3)] ImmutableArray<Lease> Ranges);

/// <summary>The answer to a <see cref="PositionsRequest"/>.</summary>
[GenerateSerializer, Alias(TypeAliases.PositionsAnswer)]
public enum PositionsAnswer
{
    /// <summary>The keys may be handed out; what was handed out is noted; the pad is consumed.</summary>
    Done,

    /// <summary>Some of it was consumed before, longer ago than a fetch may be repeated.</summary>
    Consumed,

    /// <summary>That run of the listener is over, or serves another block: look into the vault again.</summary>
    NotServing,

    /// <summary>The listener's vault failed, or it is stopping.</summary>
    Unavailable,
}
