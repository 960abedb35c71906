using System.Buffers.Binary;
using System.Collections.Immutable;

namespace QkdMec.Silo.QkdLinks.Upstream;

/// <summary>Names the upstream keys of a block: their size in bytes in four bytes, big-endian, then their ids. Public.</summary>
internal sealed record UpstreamReference(int KeyBytes, ImmutableArray<Guid> Ids)
{
    private const int IdLength = 16;
    private const int MostKeyBytes = 64 * 1024;

    /// <summary>As bytes.</summary>
    public ImmutableArray<byte> ToBytes()
    {
        var bytes = new byte[sizeof(int) + (Ids.Length * IdLength)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, KeyBytes);
        for (var index = 0; index < Ids.Length; index++)
        {
            Ids[index].TryWriteBytes(bytes.AsSpan(sizeof(int) + (index * IdLength)), bigEndian: true, out _);
        }

        return ImmutableArray.Create(bytes);
    }

    /// <summary>Reads it; null when it does not name exactly the keys, each once, of a block of that size.</summary>
    public static UpstreamReference? Parse(ImmutableArray<byte> bytes, int blockBytes)
    {
        if (bytes.Length <= sizeof(int) || (bytes.Length - sizeof(int)) % IdLength != 0)
        {
            return null;
        }

        var size = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan());
        var keys = (bytes.Length - sizeof(int)) / IdLength;
        ImmutableArray<Guid> ids = [.. Enumerable.Range(0, keys).Select(index => new Guid(bytes.AsSpan().Slice(sizeof(int) + (index * IdLength), IdLength), bigEndian: true))];
        return size is > 0 and <= MostKeyBytes && ids.Distinct().Count() == keys && (long)size * keys >= blockBytes && (long)size * (keys - 1) < blockBytes
            ? new UpstreamReference(size, ids)
            : null;
    }
}
