using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Tests.Unit.TrustedRelays;

public sealed class RelayRulesTests
{
    private static readonly KmeId A = KmeId.Parse("a");
    private static readonly KmeId B = KmeId.Parse("b");
    private static readonly KmeId C = KmeId.Parse("c");
    private static readonly KmeId D = KmeId.Parse("d");

    private static readonly NetworkTopology Chain = new(
        new[] { A, B, C, D }.Select(kme => new KmeAddress(SiteId.Parse($"site-{kme}"), kme)),
        [LinkId.Between(A, B), LinkId.Between(B, C), LinkId.Between(C, D)],
        []);

    private static readonly Lease Range = new(1, 0, 0, 544);

    [Fact]
    public void Accepts_AFrameForThisKmeAlongLinks() => Assert.True(Accepts([A, B, C, D], hop: 2, self: C));

    [Theory]
    [InlineData(2, "b")]
    [InlineData(2, "x")]
    [InlineData(0, "a")]
    [InlineData(4, "d")]
    [InlineData(-1, "a")]
    public void Accepts_WhenTheHopIsNotThisKme_IsFalse(int hop, string self) => Assert.False(Accepts([A, B, C, D], hop, KmeId.Parse(self)));

    [Fact]
    public void Accepts_WhenHopsAreNoNeighbours_IsFalse() => Assert.False(Accepts([A, C, D], hop: 1, self: C));

    [Fact]
    public void Accepts_WhenAKmeStandsTwiceInTheRoute_IsFalse() => Assert.False(Accepts([A, B, A, B], hop: 1, self: B));

    [Fact]
    public void Accepts_ARouteOfOne_IsFalse() => Assert.False(RelayRules.IsRoute([A], Chain));

    public static TheoryData<string> BrokenRanges => [.. Broken.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(BrokenRanges))]
    public void Accepts_WithBrokenRanges_IsFalse(string fault) => Assert.False(Accepts([A, B], hop: 1, self: B, Broken[fault]));

    [Fact]
    public void Accepts_WithRangesOfSeveralBlocks_IsTrue() =>
        Assert.True(Accepts([A, B], hop: 1, self: B, [Range with { Length = 32 }, Range with { Block = 1, Length = 512 }]));

    private static Dictionary<string, ImmutableArray<Lease>> Broken { get; } = new()
    {
        ["none"] = [],
        ["too few bytes"] = [Range with { Length = 536 }],
        ["overlapping"] = [Range with { Length = 512 }, Range with { Offset = 504, Length = 32 }],
        ["the same twice"] = [Range with { Length = 272 }, Range with { Length = 272 }],
        ["negative length"] = [Range with { Length = 552 }, Range with { Block = 1, Length = -8 }],
        ["negative offset"] = [Range with { Offset = -8 }],
    };

    private static bool Accepts(ImmutableArray<KmeId> route, int hop, KmeId self, ImmutableArray<Lease>? ranges = null)
    {
        var header = new RelayHeader(new RelayRoute(route), hop, PoolDirection.Outbound, 1, 1);
        return RelayRules.Accepts(
            new RelayFrame(header, new PadReference(ranges ?? [Range]), [.. new byte[512]], [.. new byte[16]]), self, Chain);
    }
}
