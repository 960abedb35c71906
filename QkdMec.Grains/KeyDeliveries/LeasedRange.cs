using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>The bytes of a granted lease: taken from front to back, each zeroed as it is taken.</summary>
internal sealed class LeasedRange : IDisposable
{
    private readonly KeyMaterial bytes;
    private readonly Lease lease;
    private readonly int keyIdKeyAt;
    private readonly int rangeAt;
    private int taken;

    private LeasedRange(KeyMaterial bytes, Lease lease, int keyIdKeyAt, int rangeAt) =>
        (this.bytes, this.lease, this.keyIdKeyAt, this.rangeAt) = (bytes, lease, keyIdKeyAt, rangeAt);

    /// <summary>Where the bytes come from and since when they are there.</summary>
    public required BlockProvenance Provenance { get; init; }

    public ulong Epoch => lease.Epoch;

    public int Remaining => lease.Length - taken;

    public ReadOnlySpan<byte> KeyIdKey => bytes.Span.Slice(keyIdKeyAt, 16);

    /// <summary>Cuts a lease out of its block and takes the block over. Null: the block has no such range.</summary>
    public static LeasedRange? Cut(KeyMaterial block, Lease lease, BlockProvenance provenance)
    {
        var start = BlockLayout.HeadBytes + lease.Offset;
        if (lease.Offset < 0 || lease.Length <= 0 || start + lease.Length > block.Length)
        {
            block.Dispose();
            return null;
        }

        if (2 * lease.Length >= block.Length)
        {
            block.Span[BlockLayout.HeadBytes..start].Clear();
            block.Span[(start + lease.Length)..].Clear();
            return new LeasedRange(block, lease, BlockLayout.ComparisonKeyBytes, start) { Provenance = provenance };
        }

        var copy = new KeyMaterial($"lease {lease.Block}/{lease.Offset}", 16 + lease.Length);
        BlockLayout.KeyIdKey(block.Span).CopyTo(copy.Span);
        block.Span.Slice(start, lease.Length).CopyTo(copy.Span[16..]);
        block.Dispose();
        return new LeasedRange(copy, lease, 0, 16) { Provenance = provenance };
    }

    /// <summary>How many keys of a length it still holds.</summary>
    public int KeysOf(int length) => Remaining / KeyLocation.RoundUp(length);

    /// <summary>Takes the next bytes, in whole positions; they are zeroed here.</summary>
    public KeyLocation Take(Span<byte> destination)
    {
        var location = new KeyLocation(lease.Block, lease.Offset + taken, destination.Length);
        var occupied = KeyLocation.RoundUp(destination.Length);
        var source = bytes.Span.Slice(rangeAt + taken, occupied);
        source[..destination.Length].CopyTo(destination);
        source.Clear();
        taken += occupied;
        return location;
    }

    /// <summary>Takes bytes for a pad and says where they stood.</summary>
    public Lease TakePad(Span<byte> destination)
    {
        var from = lease.Offset + taken;
        var source = bytes.Span.Slice(rangeAt + taken, destination.Length);
        source.CopyTo(destination);
        source.Clear();
        taken += destination.Length;
        return new Lease(lease.Epoch, lease.Block, from, destination.Length);
    }

    public void Dispose() => bytes.Dispose();
}
