using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace QkdMec.Silo.QkdLinks.KeyFiles;

/// <summary>How far key files are used: every file whose name comes before this one's, and this one up to the offset. Names are ordered by their bytes.</summary>
/// <param name="File">The file's name; empty before the first.</param>
/// <param name="Offset">The first byte that is not used.</param>
internal readonly record struct KeyFileMark(string File, long Offset) : IComparable<KeyFileMark>
{
    /// <summary>The longest name of a file, in bytes of UTF-8.</summary>
    public const int LongestName = 200;

    /// <summary>Nothing is used.</summary>
    public static KeyFileMark None { get; } = new("", 0);

    public static KeyFileMark Max(KeyFileMark one, KeyFileMark other) => one.CompareTo(other) >= 0 ? one : other;

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null when it is nothing of the kind.</summary>
    public static KeyFileMark? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is < sizeof(long) or > sizeof(long) + LongestName)
        {
            return null;
        }

        var offset = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var file = Encoding.UTF8.GetString(bytes[sizeof(long)..]);
        return offset >= 0 && IsName(file, orNone: true) ? new KeyFileMark(file, offset) : null;
    }

    /// <summary>Whether a name can be that of a key file: nothing that leads to another directory.</summary>
    public static bool IsName(string name, bool orNone = false) =>
        (orNone && name.Length == 0)
        || (name.Length > 0 && name[0] != '.' && Encoding.UTF8.GetByteCount(name) <= LongestName && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-'));

    /// <summary>Eight bytes of offset, big-endian, then the name in UTF-8.</summary>
    public ImmutableArray<byte> ToBytes()
    {
        var bytes = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(File)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Offset);
        Encoding.UTF8.GetBytes(File, bytes.AsSpan(sizeof(long)));
        return ImmutableArray.Create(bytes);
    }

    /// <inheritdoc/>
    public int CompareTo(KeyFileMark other) =>
        string.CompareOrdinal(File, other.File) is var byName and not 0 ? byName : Offset.CompareTo(other.Offset);
}
