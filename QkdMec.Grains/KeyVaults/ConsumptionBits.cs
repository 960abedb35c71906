using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyVaults;

/// <summary>One bit for each 8 bytes of a block's body, the lowest bit of the first byte first.</summary>
internal static class ConsumptionBits
{
    /// <summary>How many bytes the bits of a body take.</summary>
    public static int BytesFor(int bodyBytes) => (bodyBytes / KeyLocation.Granularity + 7) / 8;

    /// <summary>Whether every bit of a range of the body is set.</summary>
    public static bool AllSet(ReadOnlySpan<byte> bits, int offset, int length)
    {
        var (first, end) = Range(offset, length);
        for (var bit = first; bit < end; bit++)
        {
            if (!IsSet(bits, bit))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether any bit of a range of the body is set.</summary>
    public static bool AnySet(ReadOnlySpan<byte> bits, int offset, int length)
    {
        var (first, end) = Range(offset, length);
        for (var bit = first; bit < end; bit++)
        {
            if (IsSet(bits, bit))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sets or clears the bits of a range of the body.</summary>
    public static void Write(Span<byte> bits, int offset, int length, bool value)
    {
        var (first, end) = Range(offset, length);
        for (var bit = first; bit < end; bit++)
        {
            ref var cell = ref bits[bit >> 3];
            var mask = (byte)(1 << (bit & 7));
            cell = value ? (byte)(cell | mask) : (byte)(cell & ~mask);
        }
    }

    private static bool IsSet(ReadOnlySpan<byte> bits, int bit) => (bits[bit >> 3] & 1 << (bit & 7)) != 0;

    private static (int First, int End) Range(int offset, int length) =>
        (offset / KeyLocation.Granularity, (offset + length + KeyLocation.Granularity - 1) / KeyLocation.Granularity);
}
