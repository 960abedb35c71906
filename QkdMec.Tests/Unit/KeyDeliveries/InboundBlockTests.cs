using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.KeyDeliveries;

/// <summary>Is what was consumed of a block gone from memory?</summary>
public sealed class InboundBlockTests : IDisposable
{
    private const int BodyBytes = 256;
    private readonly KeyMaterial bytes = new("block", BlockLayout.HeadBytes + BodyBytes);

    public InboundBlockTests() => bytes.Span.Fill(0x5A);

    public void Dispose() => bytes.Dispose();

    [Fact]
    public void Deliver_LeavesTheKeyUntilItsWindowIsOver_AndThenZeroes()
    {
        using var block = Load([]);
        var key = new KeyLocation(1, 64, 30);
        var handedOut = new byte[30];
        block.Deliver(key, now: 100, handedOut);
        Assert.All(handedOut, value => Assert.Equal(0x5A, value));
        block.Forget(before: 100);
        Assert.True(block.IsFetchable(key.Offset, key.OccupiedBytes));
        Assert.Equal(0, ZeroesOf(block));

        block.Forget(before: 101);
        Assert.False(block.IsFetchable(key.Offset, key.OccupiedBytes));
        Assert.Equal(key.OccupiedBytes, ZeroesOf(block));
        AssertZero(block, key.Offset, key.OccupiedBytes);
    }

    [Fact]
    public void Erase_ZeroesAPad()
    {
        using var block = Load([]);
        Assert.True(block.TryMark(0, 128));
        block.Erase(0, 128);
        AssertZero(block, 0, 128);
        Assert.Equal(128, ZeroesOf(block));
    }

    [Fact]
    public void Load_WithMarks_HoldsNothingOfWhatWasConsumed()
    {
        using var block = Load([0b0000_0101]);
        AssertZero(block, 0, 8);
        AssertZero(block, 16, 8);
        Assert.Equal(16, ZeroesOf(block));
    }

    private static void AssertZero(InboundBlock block, int offset, int length)
    {
        var found = new byte[length];
        block.CopyTo(offset, found);
        Assert.All(found, value => Assert.Equal(0, value));
    }

    private static int ZeroesOf(InboundBlock block)
    {
        var body = new byte[BodyBytes];
        block.CopyTo(0, body);
        return body.Count(value => value == 0);
    }

    private InboundBlock Load(byte[] marks) => new(
        new BlockRecord(new BlockKey(1, 1), BlockState.Committed, bytes.Length, DateTimeOffset.UnixEpoch, NewBlocks.Provenance), KeyMaterial.CopyOf("block", bytes.Span), marks);
}
