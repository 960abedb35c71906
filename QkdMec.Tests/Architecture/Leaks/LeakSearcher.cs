using System.Buffers.Binary;
using System.Text;

namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>
/// Looks for secrets in whatever came out of the product: raw, hex, decimal, base64 and base64url at any alignment, UTF-16, JSON and
/// percent escapes, whole or in part.
/// </summary>
/// <remarks>
/// A key is cut into windows, so that a part of it is found too: any run of twice <see cref="Window"/> bytes less one holds a window.
/// Every pattern is found by its first eight bytes, in one pass over what is searched, however many secrets there are.
/// </remarks>
internal sealed class LeakSearcher
{
    /// <summary>Bytes in one window of a key.</summary>
    public const int Window = 12;

    private const int Prefix = sizeof(ulong);

    private readonly Dictionary<ulong, List<Needle>> needles = [];
    private readonly Dictionary<ulong, string> blocks = [];

    // Whether a pattern begins with these three bytes: nearly every place that is searched is done with after one look.
    private readonly bool[] starts = new bool[1 << 24];

    /// <summary>How many secrets are looked for.</summary>
    public int Secrets { get; private set; }

    /// <summary>Looks for a key from now on.</summary>
    public void AddKey(string name, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, Window);
        for (var from = 0; from + Window <= key.Length; from += Window)
        {
            AddAll(name, Encodings.OfBytes(key.Slice(from, Window).ToArray()));
        }

        AddAll(name, Encodings.OfBytes(key[^Window..].ToArray()));
        Secrets++;
    }

    /// <summary>Looks for a key block from now on: raw, any run of 15 bytes of it. There are too many for every form.</summary>
    public void AddBlock(string name, ReadOnlySpan<byte> block)
    {
        for (var from = 0; from + Prefix <= block.Length; from += Prefix)
        {
            blocks[BinaryPrimitives.ReadUInt64LittleEndian(block[from..])] = name;
            starts[StartOf(block[from..])] = true;
        }

        Secrets++;
    }

    /// <summary>Looks for a text from now on.</summary>
    public void AddText(string name, string text)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(text.Length, Window);
        AddAll(name, Encodings.OfText(text));
        Secrets++;
    }

    /// <summary>Searches bytes.</summary>
    public IReadOnlyList<Leak> Search(string place, ReadOnlySpan<byte> bytes)
    {
        var leaks = new List<Leak>();
        for (var at = 0; at + Prefix <= bytes.Length; at++)
        {
            if (!starts[StartOf(bytes[at..])])
            {
                continue;
            }

            var window = BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
            if (blocks.TryGetValue(window, out var block))
            {
                leaks.Add(new Leak(block, "raw", place, at));
            }

            AddMatches(leaks, window, bytes, place, at);
        }

        return leaks;
    }

    /// <summary>Searches a text.</summary>
    public IReadOnlyList<Leak> Search(string place, string text) => Search(place, Encoding.UTF8.GetBytes(text));

    /// <summary>Searches every file below a folder, as it is on disk, also when another process holds it open.</summary>
    public IReadOnlyList<Leak> SearchFolder(string folder) => [.. Files(folder).SelectMany(file => Search(file.Name, file.Bytes))];

    /// <summary>Every file below a folder as it is now; a lock file that lets nobody read has no content.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock")
            .Select(file => (Path.GetRelativePath(folder, file), ReadShared(file)));

    private void AddMatches(List<Leak> leaks, ulong window, ReadOnlySpan<byte> bytes, string place, int at)
    {
        foreach (var needle in needles.GetValueOrDefault(window, []))
        {
            if (bytes[at..].StartsWith(needle.Pattern))
            {
                leaks.Add(new Leak(needle.Secret, needle.Form, place, at));
            }
        }
    }

    private static int StartOf(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private void AddAll(string name, IEnumerable<(string Form, byte[] Pattern)> forms)
    {
        foreach (var (form, pattern) in forms.Where(form => form.Pattern.Length >= Prefix))
        {
            var prefix = BinaryPrimitives.ReadUInt64LittleEndian(pattern);
            if (!needles.TryGetValue(prefix, out var list))
            {
                needles[prefix] = list = [];
            }

            list.Add(new Needle(name, form, pattern));
            starts[StartOf(pattern)] = true;
        }
    }

    private sealed record Needle(string Secret, string Form, byte[] Pattern);
}
