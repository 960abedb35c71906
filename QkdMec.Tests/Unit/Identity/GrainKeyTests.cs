using QkdMec.Grains.Identity;

namespace QkdMec.Tests.Unit.Identity;

/// <summary>Does every id read the grain key it writes, and nothing else?</summary>
public sealed class GrainKeyTests
{
    [Theory]
    [InlineData("hospital/kme-hospital→kme-edge", PoolDirection.Outbound)]
    [InlineData("hospital/kme-hospital←kme-edge", PoolDirection.Inbound)]
    public void PoolId_WhenParsed_WritesTheSameKey(string key, PoolDirection direction)
    {
        var pool = PoolId.Parse(key);

        Assert.Equal(direction, pool.Direction);
        Assert.Equal(key, pool.ToGrainKey());
    }

    [Theory]
    [InlineData("kme-hospital→kme-edge")]
    [InlineData("hospital/kme-hospital")]
    [InlineData("hospital→a/b")]
    [InlineData("hospital/a→b→c")]
    [InlineData("hospital/→b")]
    [InlineData("hospital/a→")]
    [InlineData("hos pital/a→b")]
    [InlineData("")]
    public void PoolId_WhenKeyIsNone_IsRefused(string key) => Assert.Throws<FormatException>(() => PoolId.Parse(key));

    [Fact]
    public void PoolId_Peer_IsTheOtherEndOfTheSamePool()
    {
        var outbound = PoolId.Parse("hospital/a→b");

        var peer = outbound.Peer(SiteId.Parse("edge"));

        Assert.Equal("edge/b←a", peer.ToGrainKey());
        Assert.Equal(outbound, peer.Peer(outbound.Site));
        Assert.Equal(outbound.Allocator, peer.Allocator);
    }

    [Fact]
    public void PoolId_Coordinator_IsTheSmallerIdAtBothEndsOfBothPools()
    {
        foreach (var key in new[] { "s/a→b", "s/a←b", "t/b→a", "t/b←a" })
        {
            var pool = PoolId.Parse(key);

            Assert.Equal("a", pool.Coordinator.Value);
            Assert.Equal(pool.Local.Value == "a", pool.IsCoordinator);
        }
    }

    [Fact]
    public void LinkId_IsTheSameInEitherOrder()
    {
        var link = LinkId.Between(KmeId.Parse("relay-1"), KmeId.Parse("kme-edge"));

        Assert.Equal(link, LinkId.Between(KmeId.Parse("kme-edge"), KmeId.Parse("relay-1")));
        Assert.Equal("kme-edge~relay-1", link.ToGrainKey());
        Assert.Equal(link, LinkId.Parse("relay-1~kme-edge"));
        Assert.Equal("relay-1", link.Other(KmeId.Parse("kme-edge")).Value);
    }

    [Fact]
    public void LinkId_OfOneKme_IsRefused() => Assert.Throws<ArgumentException>(() => LinkId.Between(KmeId.Parse("a"), KmeId.Parse("a")));

    [Theory]
    [InlineData("a")]
    [InlineData("a~")]
    [InlineData("a~a")]
    [InlineData("a~b~c")]
    public void LinkId_WhenKeyIsNone_IsRefused(string key) => Assert.Throws<FormatException>(() => LinkId.Parse(key));

    [Fact]
    public void HostIdAndKmeAddress_WhenParsed_WriteTheSameKey()
    {
        Assert.Equal("edge/edge-1", HostId.Parse("edge/edge-1").ToGrainKey());
        Assert.Equal("edge/kme-edge", KmeAddress.Parse("edge/kme-edge").ToGrainKey());
        Assert.Throws<FormatException>(() => HostId.Parse("edge"));
        Assert.Throws<FormatException>(() => HostId.Parse("edge/edge-1/x"));
        Assert.Throws<FormatException>(() => KmeAddress.Parse("edge/"));
    }
}
