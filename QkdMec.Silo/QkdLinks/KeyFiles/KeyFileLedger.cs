using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QkdMec.Silo.QkdLinks.KeyFiles;

/// <summary>
/// Remembers one end's mark durably: two slots in one file, written in turns with a counter and a hash, so that a write which power ends half-way leaves the other.
/// </summary>
internal sealed class KeyFileLedger : IDisposable
{
    private const int SlotLength = 512;
    private const int HeadLength = sizeof(long) + sizeof(int);

    private readonly FileStream file;
    private long written;

    private KeyFileLedger(FileStream file) => this.file = file;

    /// <summary>How far the files are used.</summary>
    public KeyFileMark Mark { get; private set; } = KeyFileMark.None;

    /// <summary>Opens a ledger, or begins one.</summary>
    /// <exception cref="IOException">It cannot be read and written.</exception>
    /// <exception cref="InvalidDataException">Neither slot is whole, so what is used is not known.</exception>
    public static KeyFileLedger Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var ledger = new KeyFileLedger(new FileStream(path, options));
        try
        {
            ledger.Read();
            return ledger;
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Moves the mark, durably; never back.</summary>
    public void Raise(KeyFileMark mark)
    {
        if (mark.CompareTo(Mark) <= 0)
        {
            return;
        }

        Span<byte> slot = stackalloc byte[SlotLength];
        slot.Clear();
        var bytes = mark.ToBytes();
        BinaryPrimitives.WriteInt64BigEndian(slot, written + 1);
        BinaryPrimitives.WriteInt32BigEndian(slot[sizeof(long)..], bytes.Length);
        bytes.AsSpan().CopyTo(slot[HeadLength..]);
        SHA256.HashData(slot[..^SHA256.HashSizeInBytes], slot[^SHA256.HashSizeInBytes..]);
        file.Position = (written + 1) % 2 * SlotLength;
        file.Write(slot);
        file.Flush(flushToDisk: true);
        (written, Mark) = (written + 1, mark);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private void Read()
    {
        if (file.Length == 0)
        {
            return;
        }

        var slots = new byte[2 * SlotLength];
        var length = file.ReadAtLeast(slots, slots.Length, throwOnEndOfStream: false);
        for (var slot = 0; slot < 2 && (slot + 1) * SlotLength <= length; slot++)
        {
            Take(slots.AsSpan(slot * SlotLength, SlotLength));
        }

        if (written == 0)
        {
            throw new InvalidDataException($"'{file.Name}' is damaged, so it is not known which key files are used: remove it and all key files at both ends");
        }
    }

    private void Take(ReadOnlySpan<byte> slot)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(slot[..^hash.Length], hash);
        var number = BinaryPrimitives.ReadInt64BigEndian(slot);
        var length = BinaryPrimitives.ReadInt32BigEndian(slot[sizeof(long)..]);
        if (hash.SequenceEqual(slot[^hash.Length..]) && number > written && KeyFileMark.Parse(slot.Slice(HeadLength, length)) is { } mark)
        {
            (written, Mark) = (number, mark);
        }
    }
}
