using System.Buffers.Binary;
using System.Buffers.Text;

namespace QkdMec.Grains.KeyPools;

/// <summary>
/// The id of a key: a UUID of version 8 (RFC 9562) whose 122 free bits are the key's location (58 bits) and a MAC (64 bits) that binds
/// it to pool, epoch and both SAEs. The id of a key that more than two SAEs share is random, a UUID of version 4.
/// </summary>
/// <param name="High">The first 64 bits of the UUID, as a big-endian number.</param>
/// <param name="Low">The last 64 bits.</param>
public readonly record struct KeyId(ulong High, ulong Low)
{
    /// <summary>The length of the text form.</summary>
    public const int TextLength = 36;

    private const ulong Version = 8UL << 12;
    private const ulong SharedVersion = 4UL << 12;
    private const ulong VersionMask = 0xf000;
    private const ulong Variant = 2UL << 62;
    private const ulong LowMac = (1UL << 62) - 1;

    /// <summary>The id of a key at a location under a MAC.</summary>
    public static KeyId Create(KeyLocation location, ulong mac)
    {
        var bits = location.ToBits();
        return new KeyId(
            bits >> 10 << 16 | Version | (bits & 0x3ff) << 2 | mac >> 62,
            Variant | mac & LowMac);
    }

    /// <summary>The id of a key that several SAEs share, from 16 random bytes.</summary>
    public static KeyId CreateShared(ReadOnlySpan<byte> random) => new(
        BinaryPrimitives.ReadUInt64BigEndian(random) & ~VersionMask | SharedVersion,
        Variant | BinaryPrimitives.ReadUInt64BigEndian(random[8..]) & LowMac);

    /// <summary>Whether it is the id of a key that several SAEs share: it says nothing of a location.</summary>
    public bool IsShared => (High & VersionMask) == SharedVersion;

    /// <summary>Where the key stands, by what the id says.</summary>
    public KeyLocation Location => KeyLocation.FromBits(High >> 16 << 10 | High >> 2 & 0x3ff);

    /// <summary>The MAC that the id carries.</summary>
    public ulong Mac => High << 62 | Low & LowMac;

    /// <summary>Reads the 36 characters of a UUID, in either case. False: no UUID, or not one of version 8 or 4.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out KeyId id)
    {
        id = default;
        if (text.Length != TextLength || !Utf8Parser.TryParse(text, out Guid guid, out var read, 'D') || read != TextLength)
        {
            return false;
        }

        return TryFrom(guid, out id);
    }

    /// <summary>Reads the id from a UUID. False: it is not one of version 8 or 4.</summary>
    public static bool TryFrom(Guid guid, out KeyId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        id = new KeyId(
            BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return (id.High & VersionMask) is Version or SharedVersion && id.Low >> 62 == 2;
    }

    /// <summary>The UUID.</summary>
    public Guid ToGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Writes the 36 lower-case characters.</summary>
    public void WriteTo(Span<byte> destination) => Utf8Formatter.TryFormat(ToGuid(), destination, out _, 'D');

    /// <summary>The 36 lower-case characters.</summary>
    public override string ToString() => ToGuid().ToString("D");
}
