using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using QkdMec.Grains.Cryptography;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>Shows that both ends hold the same block by one-time MACs, keyed from the block's own head, one for each end.</summary>
internal static class BlockComparison
{
    private static ReadOnlySpan<byte> Label => "qkdmec block 1"u8;

    /// <summary>The coordinating end's MAC over its copy.</summary>
    public static ImmutableArray<byte> CoordinatorTag(PoolId pool, BlockKey key, ReadOnlySpan<byte> block) =>
        Tag(BlockLayout.CoordinatorKey(block), pool, key, block);

    /// <summary>The other end's MAC over its copy.</summary>
    public static ImmutableArray<byte> OtherTag(PoolId pool, BlockKey key, ReadOnlySpan<byte> block) =>
        Tag(BlockLayout.OtherKey(block), pool, key, block);

    /// <summary>Whether two MACs are equal; in constant time.</summary>
    public static bool Agree(ImmutableArray<byte> expected, ImmutableArray<byte> actual) =>
        !actual.IsDefault && CryptographicOperations.FixedTimeEquals(expected.AsSpan(), actual.AsSpan());

    /// <summary>Discards what the comparison used up, so that it is stored nowhere.</summary>
    public static void DiscardKeys(Span<byte> block) => CryptographicOperations.ZeroMemory(block[..BlockLayout.ComparisonKeyBytes]);

    private static ImmutableArray<byte> Tag(ReadOnlySpan<byte> oneTimeKey, PoolId pool, BlockKey key, ReadOnlySpan<byte> block)
    {
        Span<byte> number = stackalloc byte[24];
        BinaryPrimitives.WriteUInt64BigEndian(number, key.Epoch);
        BinaryPrimitives.WriteInt64BigEndian(number[8..], key.Number);
        BinaryPrimitives.WriteInt64BigEndian(number[16..], block.Length);

        var mac = new Poly1305(oneTimeKey, stackalloc byte[16]);
        mac.Append(Label);
        mac.Append(number);
        AppendName(ref mac, pool.Allocator);
        AppendName(ref mac, pool.Allocator == pool.Local ? pool.Remote : pool.Local);
        mac.Append(BlockLayout.Body(block));
        mac.Append(BlockLayout.KeyIdKey(block));
        var tag = new byte[Poly1305.TagBytes];
        mac.Finish(tag);
        return ImmutableCollectionsMarshal.AsImmutableArray(tag);
    }

    private static void AppendName(ref Poly1305 mac, KmeId name)
    {
        Span<byte> bytes = stackalloc byte[2 + 3 * Names.MaxLength];
        var written = Encoding.UTF8.GetBytes(name.Value, bytes[2..]);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)written);
        mac.Append(bytes[..(2 + written)]);
    }
}
