namespace QkdMec.Grains.KeyPools;

/// <summary>Where a key stands within a directed pool and epoch. 58 bits: what a key id says in clear.</summary>
/// <param name="Block">The number of the block, below 2^34.</param>
/// <param name="Offset">The first byte in the block's body; a multiple of 8, below 256 KiB.</param>
/// <param name="Length">The size of the key in bytes, 1 to 512.</param>
public readonly record struct KeyLocation(long Block, int Offset, int Length)
{
    /// <summary>Keys start at multiples of this many bytes.</summary>
    public const int Granularity = 8;

    /// <summary>The longest key, in bytes.</summary>
    public const int MaxLength = 512;

    private const int OffsetBits = 15;
    private const int LengthBits = 9;
    private const long MaxBlock = (1L << 34) - 1;

    /// <summary>How many bytes of the body the key occupies: its length, rounded up.</summary>
    public int OccupiedBytes => RoundUp(Length);

    /// <summary>Rounds a length up to whole positions.</summary>
    public static int RoundUp(int bytes) => (bytes + Granularity - 1) & ~(Granularity - 1);

    /// <summary>Reads the 58 bits.</summary>
    public static KeyLocation FromBits(ulong bits) => new(
        (long)(bits >> (OffsetBits + LengthBits)),
        (int)(bits >> LengthBits & ((1 << OffsetBits) - 1)) * Granularity,
        (int)(bits & ((1 << LengthBits) - 1)) + 1);

    /// <summary>The 58 bits: block, offset in units of 8 bytes, length minus one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field does not fit.</exception>
    public ulong ToBits()
    {
        if (Block is < 0 or > MaxBlock || Offset < 0 || Offset % Granularity != 0 || Offset >= BlockLayout.MaxBodyBytes || Length is < 1 or > MaxLength)
        {
            throw new ArgumentOutOfRangeException(nameof(Block), $"{this} is not a location of a key");
        }

        return (ulong)Block << (OffsetBits + LengthBits) | (ulong)(Offset / Granularity) << LengthBits | (uint)(Length - 1);
    }
}
