using QkdMec.Grains.Cryptography;
using QkdMec.Grains.TrustedRelays;
using QkdMec.Protocols.Secrets;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.TrustedRelays;

public sealed class BlockSharesTests
{
    private const int Bytes = 88;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Join_OfAllShares_IsTheBlock(int shares)
    {
        using var block = Block(1);
        using var joined = BlockShares.Join(BlockShares.Split(block, shares, new SeededEntropy(7)));

        Assert.True(joined!.FixedTimeEquals(block.Span));
    }

    /// <summary>A share that is drawn: the same whatever the block is, so it says nothing about it.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Split_OfDifferentBlocks_DrawsTheSameShares(int shares)
    {
        var one = Hex(Block(1), shares, new SeededEntropy(7));
        var other = Hex(Block(2), shares, new SeededEntropy(7));

        Assert.Equal(one[..^1], other[..^1]);
        Assert.NotEqual(one[^1], other[^1]);
    }

    /// <summary>
    /// Whatever a coalition of all relays but those of one route sees, every block is possible: for each there is exactly one value of the missing share.
    /// </summary>
    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    public void Split_LeavesEveryBlockPossible_ForWhoMissesOneShare(int shares, int missing)
    {
        using var block = Block(1);
        var seen = BlockShares.Split(block, shares, new SeededEntropy(7));
        for (ulong guess = 2; guess < 20; guess++)
        {
            using var other = Block(guess);
            var fitting = KeyMaterial.CopyOf("fitting share", seen[missing].Span);
            OneTimePad.Apply(fitting.Span, block.Span, fitting.Span);
            OneTimePad.Apply(fitting.Span, other.Span, fitting.Span);
            var coalition = seen.Select((share, index) => index == missing ? fitting : KeyMaterial.CopyOf("share", share.Span)).ToList();
            using var joined = BlockShares.Join(coalition);

            Assert.True(joined!.FixedTimeEquals(other.Span));
        }
    }

    /// <summary>The last share, which is not drawn: over all draws of the others it takes every value equally often, whatever the block is.</summary>
    [Fact]
    public void Split_OfOneByteInAllItsDraws_GivesEachRouteEveryValueOnce()
    {
        foreach (var value in new byte[] { 0, 1, 170, 255 })
        {
            var lasts = Enumerable.Range(0, 256).Select(draw =>
            {
                using var block = KeyMaterial.CopyOf("block", [value]);
                return BlockShares.Split(block, 2, new FixedEntropy((byte)draw))[1].Span[0];
            });

            Assert.Equal(256, lasts.Distinct().Count());
        }
    }

    [Fact]
    public void Join_OfSharesOfDifferentLengths_IsNothing_AndZeroesThem()
    {
        var shares = new[] { new KeyMaterial("one", 16), new KeyMaterial("other", 24) };

        Assert.Null(BlockShares.Join(shares));
        Assert.All(shares, share => Assert.True(share.IsDestroyed));
    }

    private static KeyMaterial Block(ulong seed)
    {
        var block = new KeyMaterial("block", Bytes);
        new SeededEntropy(seed).Fill(block.Span);
        return block;
    }

    private static List<string> Hex(KeyMaterial block, int shares, SeededEntropy entropy) =>
        [.. BlockShares.Split(block, shares, entropy).Select(share => Convert.ToHexString(share.Span))];

    private sealed class FixedEntropy(byte value) : QkdMec.Grains.Entropy.IEntropySource
    {
        public void Fill(Span<byte> destination) => destination.Fill(value);
    }
}
