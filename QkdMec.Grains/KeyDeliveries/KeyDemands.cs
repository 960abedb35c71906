using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>What the bytes of keys must be beyond their size.</summary>
/// <param name="DirectOnly">Made by a QKD link between the two KMEs, so that no relay ever saw them.</param>
/// <param name="MaxAge">The longest time since the block they come from was made; null: any.</param>
public sealed record KeyDemands(bool DirectOnly, TimeSpan? MaxAge)
{
    /// <summary>Both demands at once.</summary>
    public KeyDemands And(KeyDemands other) => new(
        DirectOnly || other.DirectOnly,
        MaxAge is { } one && other.MaxAge is { } two ? TimeSpan.FromTicks(Math.Min(one.Ticks, two.Ticks)) : MaxAge ?? other.MaxAge);

    /// <summary>Whether a block of that provenance meets them.</summary>
    internal bool AreMetBy(BlockProvenance block, DateTimeOffset now) =>
        (!DirectOnly || block.Origin == BlockOrigin.Link) && (MaxAge is not { } age || now - block.MadeAt <= age);
}
