using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;

namespace QkdMec.Tests.Unit.QkdNetworks.Topologies;

/// <summary>Does a silo's network follow newer changes and no older ones?</summary>
public sealed class NetworkDirectoryTests
{
    private static readonly KmeAddress A = KmeAddress.Parse("site-a/a");
    private static readonly KmeAddress B = KmeAddress.Parse("site-b/b");
    private static readonly LinkId Ab = LinkId.Between(A.Kme, B.Kme);

    private readonly NetworkDirectory directory = new(
        new NetworkPlan(new NetworkTopology([A, B], [Ab], []), [new LinkPlan(Ab, new Fibre(10), DeviceProfiles.Gigahertz)]));

    [Fact]
    public void Take_OfNewerChanges_ReplacesTheTopologyAsAWhole()
    {
        var before = directory.Topology;
        directory.Take(Removal(3));

        Assert.NotSame(before, directory.Topology);
        Assert.True(before.HasLink(Ab));
        Assert.False(directory.Topology.HasLink(Ab));
        Assert.Null(directory.Find(Ab));
        Assert.Equal(3, directory.Version);
    }

    [Fact]
    public void Take_OfOlderChanges_IsIgnored()
    {
        directory.Take(Removal(3));
        directory.Take(NetworkEdits.None with { Version = 2 });

        Assert.Equal((3, false), (directory.Version, directory.Topology.HasLink(Ab)));
    }

    [Fact]
    public void Take_OfNoChanges_KeepsTheTopologyAndKnowsThatThereAreNone()
    {
        var before = directory.Topology;
        Assert.Equal(-1, directory.Version);
        directory.Take(NetworkEdits.None);

        Assert.Same(before, directory.Topology);
        Assert.Equal(0, directory.Version);
    }

    private static NetworkEdits Removal(long version) => NetworkEdits.None with { Version = version, Links = [new LinkEdit(Ab, null, version)] };
}
