using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using QkdMec.Grains.Cryptography;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>The two SAEs of a key and their KMEs, in the form that the MAC of a key id covers. Made once for each pair of SAEs.</summary>
internal sealed class KeyOwners
{
    private const int FixedBytes = 16;
    private readonly byte[] message;

    /// <summary>The owners of keys of the pool that <paramref name="allocator"/> allocates.</summary>
    public KeyOwners(KmeId allocator, KmeId other, SaeId master, SaeId slave)
        : this(allocator, other, master.Value, slave.Value)
    {
    }

    /// <summary>The same for SAEs by the name of their attachment, see <see cref="QkdNetworks.NetworkTopology.AttachedNameOf"/>.</summary>
    public KeyOwners(KmeId allocator, KmeId other, string master, string slave)
    {
        var names = new[] { allocator.Value, other.Value, master, slave };
        message = new byte[FixedBytes + names.Sum(name => 2 + Encoding.UTF8.GetByteCount(name))];
        var rest = message.AsSpan(FixedBytes);
        foreach (var name in names)
        {
            var written = Encoding.UTF8.GetBytes(name, rest[2..]);
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)written);
            rest = rest[(2 + written)..];
        }
    }

    /// <summary>The id of the key that stands at a location of a block.</summary>
    /// <param name="keyIdKey">The block's SipHash key.</param>
    /// <param name="epoch">The epoch of the pool.</param>
    /// <param name="location">Where the key stands.</param>
    public KeyId Sign(ReadOnlySpan<byte> keyIdKey, ulong epoch, KeyLocation location) =>
        KeyId.Create(location, Mac(keyIdKey, epoch, location));

    /// <summary>Whether an id was made for these owners; in constant time.</summary>
    public bool Owns(ReadOnlySpan<byte> keyIdKey, ulong epoch, KeyId id)
    {
        Span<byte> expected = stackalloc byte[8];
        Span<byte> actual = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(expected, Mac(keyIdKey, epoch, id.Location));
        BinaryPrimitives.WriteUInt64BigEndian(actual, id.Mac);
        return CryptographicOperations.FixedTimeEquals(expected, actual);
    }

    private ulong Mac(ReadOnlySpan<byte> keyIdKey, ulong epoch, KeyLocation location)
    {
        Span<byte> covered = stackalloc byte[message.Length];
        message.CopyTo(covered);
        BinaryPrimitives.WriteUInt64BigEndian(covered, epoch);
        BinaryPrimitives.WriteUInt64BigEndian(covered[8..], location.ToBits());
        return SipHash24.Tag(keyIdKey, covered);
    }
}
