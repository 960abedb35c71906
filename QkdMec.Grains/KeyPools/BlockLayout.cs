using QkdMec.Grains.Cryptography;

namespace QkdMec.Grains.KeyPools;

/// <summary>How a block is cut: a head whose keys serve once, then the body whose positions are leased.</summary>
public static class BlockLayout
{
    /// <summary>The length of the head, in bytes.</summary>
    public const int HeadBytes = 80;

    /// <summary>The longest body, in bytes: what 15 bits of a key id can address.</summary>
    public const int MaxBodyBytes = 256 * 1024;

    /// <summary>The longest block, in bytes, head included.</summary>
    public const int MaxBlockBytes = HeadBytes + MaxBodyBytes;

    /// <summary>The length of what the comparison uses up: both ends' one-time MAC keys.</summary>
    internal const int ComparisonKeyBytes = 2 * Poly1305.KeyBytes;

    /// <summary>Whether a block may have this size, head included: a body of at least one position and at most 256 KiB, in whole positions.</summary>
    public static bool IsBlockSize(int bytes) =>
        bytes is > HeadBytes and <= MaxBlockBytes && (bytes - HeadBytes) % KeyLocation.Granularity == 0;

    /// <summary>The one-time key of the coordinating end's comparison MAC.</summary>
    internal static ReadOnlySpan<byte> CoordinatorKey(ReadOnlySpan<byte> block) => block[..Poly1305.KeyBytes];

    /// <summary>The one-time key of the other end's comparison MAC.</summary>
    internal static ReadOnlySpan<byte> OtherKey(ReadOnlySpan<byte> block) => block[Poly1305.KeyBytes..ComparisonKeyBytes];

    /// <summary>The key of the block's key ids.</summary>
    internal static ReadOnlySpan<byte> KeyIdKey(ReadOnlySpan<byte> block) => block[ComparisonKeyBytes..HeadBytes];

    /// <summary>The positions that are leased.</summary>
    internal static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> block) => block[HeadBytes..];
}
