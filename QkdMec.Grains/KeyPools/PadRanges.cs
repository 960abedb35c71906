using System.Collections.Immutable;

namespace QkdMec.Grains.KeyPools;

/// <summary>What the ranges of a pad must be before anything is touched for them.</summary>
internal static class PadRanges
{
    private const int MaxRanges = 1024;

    /// <summary>Whether they are so many bytes in all, none of them twice: overlapping ranges would use a pad byte twice.</summary>
    public static bool AreWhole(ImmutableArray<Lease> ranges, int bytes)
    {
        if (ranges.IsDefault || ranges.Length is 0 or > MaxRanges || ranges.Any(range => range.Offset < 0 || range.Length <= 0 || range.Block < 0))
        {
            return false;
        }

        var ordered = ranges.OrderBy(range => (range.Epoch, range.Block, range.Offset)).ToList();
        var areApart = ordered.Zip(ordered.Skip(1)).All(pair =>
            (pair.First.Epoch, pair.First.Block) != (pair.Second.Epoch, pair.Second.Block)
            || pair.First.Offset + (long)pair.First.Length <= pair.Second.Offset);
        return areApart && ranges.Sum(range => (long)range.Length) == bytes;
    }
}
