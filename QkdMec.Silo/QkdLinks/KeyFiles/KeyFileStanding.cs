using System.Buffers.Binary;
using System.Collections.Immutable;

namespace QkdMec.Silo.QkdLinks.KeyFiles;

/// <summary>What one end tells the other when a session begins: how far its files are used, and which it has. Public; no byte of any file.</summary>
/// <param name="Mark">What is used.</param>
/// <param name="Files">The files from there on, in order, at most <see cref="MostFiles"/>.</param>
internal sealed record KeyFileStanding(KeyFileMark Mark, ImmutableArray<KeyFile> Files)
{
    /// <summary>So many files are told of at a time; the rest at later sessions.</summary>
    public const int MostFiles = 128;

    /// <summary>As bytes: entries of a length in two bytes and a mark, the first one the mark, the others the files with their lengths.</summary>
    public ImmutableArray<byte> ToBytes()
    {
        List<byte> bytes = [];
        foreach (var entry in Files.Take(MostFiles).Select(file => new KeyFileMark(file.Name, file.Length)).Prepend(Mark))
        {
            var encoded = entry.ToBytes();
            bytes.Add((byte)(encoded.Length >> 8));
            bytes.Add((byte)encoded.Length);
            bytes.AddRange(encoded);
        }

        return [.. bytes];
    }

    /// <summary>Reads it; null when the bytes are not of that form.</summary>
    public static KeyFileStanding? Parse(ImmutableArray<byte> bytes)
    {
        List<KeyFileMark> entries = [];
        for (var rest = bytes.AsSpan(); !rest.IsEmpty;)
        {
            var length = rest.Length < sizeof(ushort) ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(rest);
            if (length > rest.Length - sizeof(ushort) || KeyFileMark.Parse(rest.Slice(sizeof(ushort), length)) is not { } entry)
            {
                return null;
            }

            entries.Add(entry);
            rest = rest[(sizeof(ushort) + length)..];
        }

        return entries.Count is > 0 and <= MostFiles + 1
            ? new KeyFileStanding(entries[0], [.. entries.Skip(1).Select(entry => new KeyFile(entry.File, entry.Offset))])
            : null;
    }
}
