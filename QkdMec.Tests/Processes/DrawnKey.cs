namespace QkdMec.Tests.Processes;

/// <summary>A key as a KME gave it.</summary>
internal sealed record DrawnKey(string Id, byte[] Bytes)
{
    /// <summary>Its runs of eight bytes: of random bits no two are alike, so a second one means that bits were given out twice.</summary>
    public IEnumerable<ulong> Runs => Enumerable.Range(0, Bytes.Length - 7).Select(offset => BitConverter.ToUInt64(Bytes, offset));
}
