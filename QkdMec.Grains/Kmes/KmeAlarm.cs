using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Kmes;

/// <summary>What a KME alarms an operator about.</summary>
[GenerateSerializer, Alias(TypeAliases.KmeAlarmKind)]
public enum KmeAlarmKind
{
    /// <summary>The error rate of a link stands above its threshold: a fault, or an eavesdropper.</summary>
    LinkErrorRate,

    /// <summary>A link is cut.</summary>
    LinkCut,

    /// <summary>The two ends of a new block differed; it was destroyed. A fault, or a relay that lies.</summary>
    BlockMismatch,

    /// <summary>A relay frame, or a frame with keys for several SAEs, with a MAC that does not fit.</summary>
    RelayNotAuthentic,

    /// <summary>A relay frame under a pad that was consumed before.</summary>
    RelayReplayed,
}

/// <summary>An alarm. Equal alarms in a row are one, with a count.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Subject">The link or the neighbour it happened with.</param>
/// <param name="FirstAt">When it began.</param>
/// <param name="LastAt">When it was last seen.</param>
/// <param name="Count">How often.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.KmeAlarm)]
public sealed record KmeAlarm(
    [property: Id(0)] KmeAlarmKind Kind,
    [property: Id(1)] string Subject,
    [property: Id(2)] DateTimeOffset FirstAt,
    [property: Id(3)] DateTimeOffset LastAt,
    [property: Id(4)] long Count);
