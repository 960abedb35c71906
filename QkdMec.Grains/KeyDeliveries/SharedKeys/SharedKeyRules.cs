using System.Collections.Immutable;
using QkdMec.Grains.Cryptography;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>What a frame of shared keys must be before any pad is touched for it, and what a request for them.</summary>
internal static class SharedKeyRules
{
    /// <summary>The most additional SAEs a KME can be configured for.</summary>
    public const int MaxAdditionalSaes = 32;

    private const int MaxKeys = 1024;

    /// <summary>Whether the frame is for this KME, well-formed, and from the master's own KME.</summary>
    public static bool Accepts(SharedKeyFrame frame, KmeId self, NetworkTopology topology)
    {
        var header = frame.Header;
        return IsWhole(frame)
            && header.Receiver == self && header.Sender != self
            && topology.KmeOf(header.Master) == header.Sender
            && header.Readers.All(reader => topology.KmeOf(reader) == self);
    }

    /// <summary>What is wrong with the additional slaves of an order.</summary>
    public static AudienceFault FaultOf(KeyOrder order, NetworkTopology topology, int most) =>
        order.AdditionalSlaves.Length > most ? AudienceFault.TooMany
        : order.AdditionalSlaves.Contains(order.Master) ? AudienceFault.Caller
        : order.AdditionalSlaves.Add(order.Slave).Distinct().Count() <= order.AdditionalSlaves.Length ? AudienceFault.Twice
        : order.AdditionalSlaves.Any(sae => topology.KmeOf(sae) is null) ? AudienceFault.Unknown
        : AudienceFault.None;

    private static bool IsWhole(SharedKeyFrame frame) =>
        frame.Header is { KeyBytes: >= 1 and <= KeyLocation.MaxLength, Readers.IsDefault: false, Ids.IsDefault: false }
        && frame is { Ciphertext.IsDefault: false, Tag: { IsDefault: false, Length: Poly1305.TagBytes } }
        && AreDistinct(frame.Header.Readers, MaxAdditionalSaes + 1) && AreDistinct(frame.Header.Ids, MaxKeys)
        && frame.Ciphertext.Length == frame.Header.Ids.Length * frame.Header.KeyBytes
        && PadRanges.AreWhole(frame.Pad.Ranges, SharedKeySeal.PadBytes(frame.Ciphertext.Length));

    private static bool AreDistinct<T>(ImmutableArray<T> items, int most) =>
        items.Length >= 1 && items.Length <= most && items.Distinct().Count() == items.Length;
}
