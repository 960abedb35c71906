using System.Text;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Unit.KeyPools;

public sealed class KeyIdTests
{
    private static readonly byte[] BlockKey = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
    private static readonly KeyLocation Location = new(1234567, 4096, 32);

    private static KeyOwners Owners(string allocator = "kme-a", string other = "kme-b", string master = "sae-1", string slave = "sae-2") =>
        new(KmeId.Parse(allocator), KmeId.Parse(other), SaeId.Parse(master), SaeId.Parse(slave));

    [Fact]
    public void Create_AnyLocationAndMac_AreReadBackAndFormAVersion8Uuid()
    {
        var random = new Random(122);
        for (var run = 0; run < 10_000; run++)
        {
            var location = new KeyLocation(random.NextInt64(0, 1L << 34), random.Next(0, 1 << 15) * 8, random.Next(1, 513));
            var mac = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            var id = KeyId.Create(location, mac);
            var text = Encoding.ASCII.GetBytes(id.ToString());

            Assert.True(KeyId.TryParse(text, out var read));
            Assert.Equal((id, location, mac), (read, read.Location, read.Mac));
            Assert.Equal(8, id.ToGuid().Version);
            Assert.Equal('8', id.ToString()[14]);
        }
    }

    [Theory]
    [InlineData(0L, 0, 1, 0UL, "00000000-0000-8000-8000-000000000000")]
    [InlineData((1L << 34) - 1, 262136, 512, ulong.MaxValue, "ffffffff-ffff-8fff-bfff-ffffffffffff")]
    [InlineData(1L, 8, 32, 1UL, "00000000-4000-887c-8000-000000000001")]
    public void Create_PinnedForm_DoesNotChange(long block, int offset, int length, ulong mac, string expected) =>
        Assert.Equal(expected, KeyId.Create(new KeyLocation(block, offset, length), mac).ToString());

    [Theory]
    [InlineData("00000000-4000-304c-8000-000000000001")]
    [InlineData("00000000-4000-804c-c000-000000000001")]
    [InlineData("0000000040008004c8000000000000001")]
    [InlineData("00000000-4000-804c-8000-00000000000g")]
    [InlineData("{0000000-4000-804c-8000-00000000000}")]
    [InlineData("")]
    public void TryParse_WhenTextIsNoUuidOfVersion8Or4_IsFalse(string text) => Assert.False(KeyId.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void TryParse_UpperCase_IsTheSameId()
    {
        var id = Owners().Sign(BlockKey, 1, Location);
        Assert.True(KeyId.TryParse(Encoding.ASCII.GetBytes(id.ToString().ToUpperInvariant()), out var read));
        Assert.Equal(id, read);
    }

    [Fact]
    public void Owns_OnlyTheSamePairPoolEpochAndBlock()
    {
        var id = Owners().Sign(BlockKey, 1, Location);
        Assert.True(Owners().Owns(BlockKey, 1, id));
        Assert.False(Owners(slave: "sae-3").Owns(BlockKey, 1, id));
        Assert.False(Owners(master: "sae-3").Owns(BlockKey, 1, id));
        Assert.False(Owners(master: "sae-2", slave: "sae-1").Owns(BlockKey, 1, id));
        Assert.False(Owners(allocator: "kme-b", other: "kme-a").Owns(BlockKey, 1, id));
        Assert.False(Owners().Owns(BlockKey, 2, id));
        Assert.False(Owners().Owns([.. BlockKey.Reverse()], 1, id));
        Assert.False(Owners().Owns(BlockKey, 1, KeyId.Create(Location with { Offset = 4104 }, id.Mac)));
    }

    [Fact]
    public void Owns_WhenNamesOnlyConcatenateAlike_IsFalse()
    {
        var id = Owners(master: "A", slave: "BC").Sign(BlockKey, 1, Location);
        Assert.False(Owners(master: "AB", slave: "C").Owns(BlockKey, 1, id));
    }
}
