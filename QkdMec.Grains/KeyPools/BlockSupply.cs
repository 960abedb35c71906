using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.KeyPools;

/// <summary>Asks the coordinating end (the smaller KME id) to make one block together with the other end.</summary>
/// <param name="Link">The link whose modules make it; null for a relayed block.</param>
/// <param name="Paths">The relays it travels through; null for a link block.</param>
/// <param name="Bytes">The size of the block, head included.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.BlockSupply)]
public sealed record BlockSupply([property: Id(0)] LinkId? Link, [property: Id(3)] RelayPaths? Paths, [property: Id(2)] int Bytes)
{
    /// <summary>In how many shares it travels; 1 for a block of a link.</summary>
    internal int Shares => Paths?.Routes.Length ?? 1;
}

/// <summary>How making a block ended.</summary>
[GenerateSerializer, Alias(TypeAliases.SupplyStatus)]
public enum SupplyStatus
{
    /// <summary>Both ends hold the same block.</summary>
    Committed,

    /// <summary>The pool stands at its high watermark.</summary>
    Full,

    /// <summary>The module or the relays had no key material for it.</summary>
    NoMaterial,

    /// <summary>The ends' blocks differed; destroyed at both, an alarm was raised.</summary>
    Mismatch,

    /// <summary>The other end did not answer; nothing was committed here.</summary>
    PeerUnreachable,

    /// <summary>This end does not coordinate, or was asked for a size that no block has.</summary>
    Refused,

    /// <summary>The ends stood at other numbers or epochs, and know better now: ask again.</summary>
    Retry,

    /// <summary>This end's vault or storage failed.</summary>
    Unavailable,
}

/// <summary>The coordinating end's offer of a block, with its one-time MAC over it.</summary>
/// <param name="Epoch">The epoch of the pool.</param>
/// <param name="Number">The number of the block; never offered twice for different bytes.</param>
/// <param name="Bytes">The size of the block, head included.</param>
/// <param name="Link">The link whose module holds the other end's copy; null when it came relayed.</param>
/// <param name="Reference">What the other end's source needs to find its copy (session and block of the module, or empty).</param>
/// <param name="Tag">The MAC over block, pool, epoch, number and size, keyed from the head of the block.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.BlockOffer)]
public sealed record BlockOffer(
    [property: Id(0)] ulong Epoch,
    [property: Id(1)] long Number,
    [property: Id(2)] int Bytes,
    [property: Id(3)] LinkId? Link,
    [property: Id(4)] ImmutableArray<byte> Reference,
    [property: Id(5)] ImmutableArray<byte> Tag)
{
    /// <summary>In how many shares it came relayed; their XOR is the block. 1 for a block of a link.</summary>
    [Id(6)]
    public int Shares { get; init; } = 1;
}

/// <summary>What the other end says to an offer.</summary>
[GenerateSerializer, Alias(TypeAliases.OfferStatus)]
public enum OfferStatus
{
    /// <summary>Its copy has the same MAC and is durable as committed.</summary>
    Accepted,

    /// <summary>Its copy differs; it destroyed it.</summary>
    Mismatch,

    /// <summary>It has no copy.</summary>
    Missing,

    /// <summary>It has seen this number or a higher one.</summary>
    Stale,

    /// <summary>It stands in another epoch.</summary>
    WrongEpoch,
}

/// <summary>The answer to a <see cref="BlockOffer"/>.</summary>
/// <param name="Status">What it says.</param>
/// <param name="HighestNumber">The highest block number it has seen in this epoch.</param>
/// <param name="Tag">Its own MAC over the block under the second key of the head, when accepted.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.OfferOutcome)]
public sealed record OfferOutcome(
    [property: Id(0)] OfferStatus Status, [property: Id(1)] long HighestNumber, [property: Id(2)] ImmutableArray<byte> Tag);
