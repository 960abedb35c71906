namespace QkdMec.Tests.Processes.Machines;

/// <summary>One direction of one connection: its segments by sequence number, each kept once however often it passed.</summary>
/// <param name="first">The sequence number of the first byte.</param>
internal sealed class TcpStream(uint first)
{
    private readonly SortedDictionary<uint, byte[]> segments = [];

    /// <summary>The sequence number of the first byte.</summary>
    public uint First => first;

    /// <summary>How many bytes were seen.</summary>
    public long Length { get; private set; }

    /// <summary>Takes up a segment.</summary>
    public void Add(uint number, ReadOnlySpan<byte> content)
    {
        var offset = unchecked(number - first);
        var known = segments.TryGetValue(offset, out var earlier) ? earlier.Length : 0;

        // What stands before the first byte is no content: keep-alive probes do.
        if (content.Length > known && offset < int.MaxValue)
        {
            segments[offset] = content.ToArray();
            Length += content.Length - known;
        }
    }

    /// <summary>All bytes in their order; what was never seen is left out.</summary>
    public byte[] ToArray()
    {
        var content = new MemoryStream();
        long end = 0;
        foreach (var (offset, segment) in segments)
        {
            var skip = (int)Math.Clamp(end - offset, 0, segment.Length);
            content.Write(segment.AsSpan(skip));
            end = Math.Max(end, offset + segment.Length);
        }

        return content.ToArray();
    }
}
