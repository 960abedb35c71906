using System.Collections.Immutable;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.KeyPools;

public sealed class LeaseRulesTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Next_AlwaysMovesUpAndStaysWithinCommittedBlocks()
    {
        var random = new Random(34);
        var blocks = ImmutableArray.CreateRange(Enumerable.Range(1, 40).Select(number => Block(number, 8 * random.Next(1, 600), random.Next(4) > 0)));
        var mark = default(PoolMark);
        var leased = 0L;
        while (LeaseAllocation.Next(1, mark, blocks, random.Next(1, 5000), Start) is { } lease)
        {
            var block = blocks[(int)lease.Block - 1];
            Assert.True(new PoolMark(lease.Block, lease.Offset).CompareTo(mark) >= 0);
            Assert.True(lease.Offset % 8 == 0 && lease.Length % 8 == 0 && lease.Offset + lease.Length <= block.BodyBytes);
            Assert.Equal(BlockState.Committed, block.State);
            Assert.Equal(LeaseAnswer.Acknowledged, LeaseAcceptance.Decide(1, mark, lease, block));
            mark = LeaseAllocation.After(lease);
            leased += lease.Length;
        }

        Assert.Equal(blocks.Where(block => block.State == BlockState.Committed).Sum(block => (long)block.BodyBytes), leased);
        Assert.Equal(0, LeaseAllocation.FreeBytes(mark, blocks, Start));
    }

    [Fact]
    public void Next_WhenBlockIsClosed_TakesTheNext()
    {
        ImmutableArray<BlockRecord> blocks = [Block(1, 64, true) with { OpenedAt = Start }, Block(2, 64, true)];
        Assert.Equal(new Lease(1, 2, 0, 16), LeaseAllocation.Next(1, new PoolMark(1, 8), blocks, 16, Start));
        Assert.Equal(new Lease(1, 1, 8, 16), LeaseAllocation.Next(1, new PoolMark(1, 8), blocks, 16, Start - TimeSpan.FromTicks(1)));
    }

    [Theory]
    [InlineData(2UL, 5L, 0, 8, LeaseAnswer.WrongEpoch)]
    [InlineData(1UL, 4L, 1024, 8, LeaseAnswer.Behind)]
    [InlineData(1UL, 5L, 56, 8, LeaseAnswer.Behind)]
    [InlineData(1UL, 5L, 64, 8, LeaseAnswer.Acknowledged)]
    [InlineData(1UL, 5L, 120, 8, LeaseAnswer.Acknowledged)]
    [InlineData(1UL, 5L, 120, 16, LeaseAnswer.UnknownBlock)]
    [InlineData(1UL, 5L, 120, int.MaxValue, LeaseAnswer.UnknownBlock)]
    [InlineData(1UL, 5L, 64, 0, LeaseAnswer.UnknownBlock)]
    public void Decide_SaysWhatTheMarkAndTheBlockAllow(ulong epoch, long block, int offset, int length, LeaseAnswer expected) =>
        Assert.Equal(expected, LeaseAcceptance.Decide(1, new PoolMark(5, 64), new Lease(epoch, block, offset, length), Block(5, 128, true)));

    [Fact]
    public void Decide_WhenBlockIsNotCommittedHere_IsUnknown()
    {
        Assert.Equal(LeaseAnswer.UnknownBlock, LeaseAcceptance.Decide(1, default, new Lease(1, 5, 0, 8), Block(5, 128, false)));
        Assert.Equal(LeaseAnswer.UnknownBlock, LeaseAcceptance.Decide(1, default, new Lease(1, 5, 0, 8), null));
    }

    [Fact]
    public void IsSound_OnlyWithItsOwnVaultThatIsNotAhead()
    {
        var vault = Guid.NewGuid();
        Assert.True(EpochRules.IsSound(EpochRules.Begin(3, vault), vault, 3));
        Assert.True(EpochRules.IsSound(EpochRules.Begin(3, vault), vault, 2));
        Assert.False(EpochRules.IsSound(EpochRules.Begin(3, vault), vault, 4));
        Assert.False(EpochRules.IsSound(EpochRules.Begin(3, vault), Guid.NewGuid(), 3));
        Assert.False(EpochRules.IsSound(new KeyPoolState { VaultId = vault }, vault, 0));
    }

    [Fact]
    public void Enters_OnlyAHigherEpochThatIsUnused()
    {
        var state = EpochRules.Begin(3, Guid.NewGuid());
        Assert.True(EpochRules.Enters(state, 3, new PoolHello(4, default, [])));
        Assert.False(EpochRules.Enters(state, 3, new PoolHello(4, new PoolMark(1, 8), [])));
        Assert.False(EpochRules.Enters(state, 3, new PoolHello(3, default, [])));
        Assert.False(EpochRules.Enters(state, 4, new PoolHello(4, default, [])));
        Assert.False(EpochRules.Enters(state, 3, new PoolHello(0, default, [])));
    }

    [Fact]
    public void Expiry_KeepsABlockUntilItsYoungestKeyHadItsTime()
    {
        var hour = TimeSpan.FromHours(1);
        var opened = Block(5, 128, true) with { OpenedAt = Start };
        Assert.False(BlockExpiry.IsDoneInbound(opened, new BlockKey(1, 9), hour, Start + 2.9 * hour));
        Assert.True(BlockExpiry.IsDoneInbound(opened, new BlockKey(1, 5), hour, Start + 3 * hour));
        Assert.True(BlockExpiry.IsDoneInbound(Block(5, 128, true), new BlockKey(1, 6), hour, Start));
        Assert.False(BlockExpiry.IsDoneInbound(Block(6, 128, true), new BlockKey(1, 6), hour, Start));
        Assert.False(BlockExpiry.IsDoneOutbound(opened, new BlockKey(1, 5), hour, Start + 1.9 * hour));
        Assert.True(BlockExpiry.IsDoneOutbound(opened, new BlockKey(1, 6), hour, Start));
        Assert.True(BlockExpiry.IsDoneOutbound(opened, new BlockKey(1, 5), hour, Start + 2 * hour));
    }

    [Fact]
    public void Expiry_WhenThePoolEnteredAnotherEpochMeanwhile_KeepsItsBlocks()
    {
        var hour = TimeSpan.FromHours(1);
        var ofNextEpoch = Block(5, 128, true) with { Key = new BlockKey(2, 5) };
        Assert.False(BlockExpiry.IsDoneOutbound(ofNextEpoch, new BlockKey(1, 9), hour, Start));
        Assert.False(BlockExpiry.IsDoneInbound(ofNextEpoch, new BlockKey(1, 9), hour, Start));
    }

    [Fact]
    public void IsStranded_OnlyWhatTheAllocatorLostBeforeItLeasedAnyOfIt()
    {
        var mark = new PoolMark(5, 64);
        Assert.True(BlockExpiry.IsStranded(Block(6, 128, true), mark, [5, 7]));
        Assert.False(BlockExpiry.IsStranded(Block(7, 128, true), mark, [5, 7]));
        Assert.False(BlockExpiry.IsStranded(Block(6, 128, true) with { OpenedAt = Start }, mark, []));
        Assert.False(BlockExpiry.IsStranded(Block(6, 128, committed: false), mark, []));
        Assert.False(BlockExpiry.IsStranded(Block(4, 128, true), mark, []));
    }

    private static BlockRecord Block(long number, int body, bool committed) =>
        new(new BlockKey(1, number), committed ? BlockState.Committed : BlockState.Prepared, BlockLayout.HeadBytes + body, null, NewBlocks.Provenance);
}
