using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdLinks;

/// <summary>Whether a link makes key.</summary>
[GenerateSerializer, Alias(TypeAliases.LinkCondition)]
public enum LinkCondition
{
    /// <summary>The devices gather their first post-processing block.</summary>
    Starting,

    /// <summary>It makes key.</summary>
    Up,

    /// <summary>The error rate stands above the threshold: no key, alarm.</summary>
    Alarm,

    /// <summary>The fibre is cut.</summary>
    Cut,

    /// <summary>The network has no such link, or has it no more: it makes nothing.</summary>
    Removed,
}

/// <summary>What a link does now.</summary>
/// <param name="Link">The link.</param>
/// <param name="Condition">Whether it makes key.</param>
/// <param name="Device">The name of its device profile.</param>
/// <param name="Quality">Rate and error rate.</param>
/// <param name="EavesdroppedFraction">The share of pulses a simulated eavesdropper intercepts.</param>
/// <param name="Made">What it made since its grain was activated.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.LinkStatus)]
public sealed record LinkStatus(
    [property: Id(0)] LinkId Link,
    [property: Id(1)] LinkCondition Condition,
    [property: Id(2)] string Device,
    [property: Id(3)] LinkQuality Quality,
    [property: Id(4)] double EavesdroppedFraction,
    [property: Id(5)] LinkCounters Made);

/// <summary>How well a link works.</summary>
/// <param name="RateBitsPerSecond">What it makes now.</param>
/// <param name="NominalRateBitsPerSecond">What it makes with nothing disturbing it.</param>
/// <param name="LossDb">The loss of its fibre.</param>
/// <param name="Qber">The quantum bit error rate.</param>
/// <param name="QberThreshold">Above it no key is made.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.LinkQuality)]
public sealed record LinkQuality(
    [property: Id(0)] double RateBitsPerSecond,
    [property: Id(1)] double NominalRateBitsPerSecond,
    [property: Id(2)] double LossDb,
    [property: Id(3)] double Qber,
    [property: Id(4)] double QberThreshold);

/// <summary>What a link made.</summary>
/// <param name="Blocks">Blocks that both ends hold.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Failures">Blocks that were begun and not committed.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.LinkCounters)]
public sealed record LinkCounters([property: Id(0)] long Blocks, [property: Id(1)] long Bytes, [property: Id(2)] long Failures);
