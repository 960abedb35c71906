using QkdMec.Protocols.Placements;

namespace QkdMec.Tests.Unit.Placements;

/// <summary>What the reference's vectors leave open: chance, ties, paths already in use, prices.</summary>
public sealed class PolicyChoiceTests
{
    [Fact]
    public void Names_AreTheReferencesAndOurOwn() => Assert.Equal(
        ["random", "spf", "bestfit", "random-blind", "spf-blind", "bestfit-blind", "spf-static", "014-k1", "014-k3", "015", "015-reuse", "spf-room", "joint-open", "joint", "score"],
        AdmissionPolicies.Names);

    [Fact]
    public void Create_WithAnotherName_Throws() =>
        Assert.Throws<ArgumentException>(() => AdmissionPolicies.Create("best", VectorNetworks.F(), new SeededChance(1, 0)));

    [Theory]
    [InlineData("random", new[] { 3, 6 })]
    [InlineData("random-blind", new[] { -1, 3, 6 })]
    [InlineData("spf-room", new[] { 6 })]
    [InlineData("joint-open", new[] { 6 })]
    [InlineData("joint", new[] { 6 })]
    [InlineData("014-k1", new[] { 3 })]
    [InlineData("015-reuse", new[] { 3 })]
    public void Choices_OnNetworkS(string policy, int[] nodes)
    {
        var chosen = Enumerable.Range(1, 100).Select(seed => new PolicyCourse(policy, VectorNetworks.S(), (ulong)seed))
            .Select(course => course.Offer(1.5, 2) is { Path: not null } decided ? course.NodeOf(decided) : -1);

        Assert.Equal(nodes, chosen.Distinct().Order());
    }

    [Fact]
    public void Ties_OfPathsAndEdgeNodes_AreDrawn()
    {
        var twin = VectorNetworks.Parse("0→1:2 0→2:2 1→3:2 2→3:2 1→4:2 2→4:2", "3:5 4:5");
        var ways = Enumerable.Range(1, 100).Select(seed => new PolicyCourse("spf", twin, (ulong)seed).Offer(1, 1)).ToList();

        Assert.Equal(4, ways.Select(way => (way.Edge, string.Join('-', way.Path!.Links))).Distinct().Count());
    }

    [Fact]
    public void EdgeAtTheUsersOwnNode_IsNoPath()
    {
        var own = VectorNetworks.Parse("0→1:2 1→2:2", "0:9 2:3");
        foreach (var policy in AdmissionPolicies.Names)
        {
            new PolicyCourse(policy, own).GoesTo(2, 2, 1, 1);
        }
    }

    [Fact]
    public void Reuse_StaysOnThePathInUse_Where015WouldNot()
    {
        var (reuse, own) = (new PolicyCourse("015-reuse", VectorNetworks.F()), new PolicyCourse("015", VectorNetworks.F()));
        reuse.GoesTo(7, 3, 1.1, 3);
        own.GoesTo(7, 3, 1.1, 3);

        reuse.GoesTo(7, 3, .001, .1);
        Assert.Equal(3, reuse.Board.Signalling);
        Assert.Contains(own.NodeOf(own.Offer(.001, .1)), new[] { 7, 10 });
        Assert.True(own.Board.Signalling > 3);
    }

    [Fact]
    public void Reuse_WhenThePathIsFull_TakesAnother()
    {
        var course = new PolicyCourse("015-reuse", VectorNetworks.F());
        course.GoesTo(9, 2, 2, 2);
        course.GoesTo(10, 1, 1, 1);
    }

    [Fact]
    public void K3_WithoutApplicationsLeft_StartsOnTheShortestPathAgain()
    {
        var course = new PolicyCourse("014-k3", VectorNetworks.I());
        course.GoesTo(11, 2, 2, 1);
        course.GoesTo(11, 3, 2, 1);
        course.Board.Remove(0);
        course.Board.Remove(1);
        course.GoesTo(11, 2, 2, 1);
    }

    [Fact]
    public void K3_CountsTheLinksBothPathsShareOnce()
    {
        // Both paths begin with 0→1, which has room for one application more but not for two beside the moved one.
        var course = new PolicyCourse("014-k3", VectorNetworks.Parse("0→1:4 1→3:2 1→2:4 2→3:4", "3:9"));
        course.GoesTo(3, 2, 2, 1);
        course.GoesTo(3, 3, 2, 1);
        Assert.Equal(3, course.Board.Signalling);
        course.IsBlocked(1, 1);
    }

    [Fact]
    public void Joint_AvoidsWhatIsNearlyFull()
    {
        // The near edge node and the short path fill up first; price sends the rest to the far one long before they are full.
        var course = new PolicyCourse("joint-open", VectorNetworks.Parse("0→1:10 0→2:10 2→3:10", "1:10 3:10"));
        var nodes = Enumerable.Range(0, 10).Select(_ => course.NodeOf(course.Offer(1, 1))).ToList();

        Assert.Equal(1, nodes[0]);
        Assert.InRange(nodes.Count(node => node == 3), 3, 6);
    }

    [Fact]
    public void Joint_RefusesALargeOne_WhereASmallOneStillFits()
    {
        var course = new PolicyCourse("joint", VectorNetworks.Parse("0→1:1000", "1:5"));
        for (var app = 0; app < 42; app++)
        {
            course.GoesTo(1, 1, 1, .1);
        }

        var refused = course.Offer(1, .8).Shortage!;
        Assert.Equal(ShortageKind.Price, refused.Kind);
        Assert.InRange(refused.LoadThatFits, .3, .79);
        course.GoesTo(1, 1, 1, refused.LoadThatFits * .99);
    }
}
