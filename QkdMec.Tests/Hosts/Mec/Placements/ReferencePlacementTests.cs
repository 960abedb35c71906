using QkdMec.Tests.Unit.Placements;

namespace QkdMec.Tests.Hosts.Mec.Placements;

/// <summary>Does the running orchestrator, with hosts and a ledger that confirm, decide what the reference says its policies decide?</summary>
public sealed class ReferencePlacementTests
{
    public static TheoryData<int> Seeds() => [1, 2, 3];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task NetworkF_With014K1(int seed)
    {
        await using var system = await PlacementSystem.StartAsync("014-k1", VectorNetworks.LinksOfF, VectorNetworks.EdgesOfF, seed);
        var course = new PlacementCourse(system);
        await course.LeavesAsync(19, 15);
        await course.IsBlockedAsync(2.1, 1);
        await course.IsBlockedAsync(1, 8.1);
        await course.GoesToAsync("10", 1, 1, .5);
        await course.LeavesAsync(18, 14.5);
        await course.GoesToAsync("10", 1, 1, .1);
        await course.LeavesAsync(17, 14.4);
        await course.GoesToAsync("7", 3, 2, 4);
        await course.LeavesAsync(11, 10.4);
        await course.GoesToAsync("4", 4, 1, 3);
        await course.LeavesAsync(7, 7.4);
        await course.EndAllAsync();
        await course.LeavesAsync(19, 15);
        Assert.Equal(0, system.Network.LinksMoved);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task NetworkF_With015(int seed)
    {
        await using var system = await PlacementSystem.StartAsync("015", VectorNetworks.LinksOfF, VectorNetworks.EdgesOfF, seed);
        var course = new PlacementCourse(system);
        await course.IsBlockedAsync(8.1, 1);
        await course.IsBlockedAsync(1, 8.1);
        await course.GoesToAsync("10", 1, 2, 1);
        await course.LeavesAsync(17, 14);
        await course.GoesToAsync("4", 4, .5, 5);
        await course.LeavesAsync(15, 9);
        await course.GoesToAsync("4", 4, .5, 3);
        await course.LeavesAsync(13, 6);
        await course.GoesToAsync("9", 2, 1, 1);
        await course.LeavesAsync(11, 5);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task NetworkF_With015Reuse_TakesAPathThatIsInUse(int seed)
    {
        await using var system = await PlacementSystem.StartAsync("015-reuse", VectorNetworks.LinksOfF, VectorNetworks.EdgesOfF, seed);
        var course = new PlacementCourse(system);

        // Only the host at KME 4 takes the first; the second would fit the fuller one at 10, but a path to 4 is there.
        await course.GoesToAsync("4", 4, .5, 5);
        await course.GoesToAsync("4", 4, .5, 1);
        await course.GoesToAsync("10", 1, 1, 1);
        Assert.Equal(2, system.Network.Ledger.Pairs.Count);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task NetworkI_With014K1(int seed)
    {
        await using var system = await PlacementSystem.StartAsync("014-k1", VectorNetworks.LinksOfI, VectorNetworks.EdgesOfI, seed);
        var course = new PlacementCourse(system);
        await course.GoesToAsync("11", 2, 2, 1);
        Assert.Contains("'014-k1' has no path to it with 2 bit/s", (await course.IsBlockedAsync(2, 1)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task NetworkI_With014K3_MovesAllOfAPair(int seed)
    {
        await using var system = await PlacementSystem.StartAsync("014-k3", VectorNetworks.LinksOfI, VectorNetworks.EdgesOfI, seed);
        var course = new PlacementCourse(system);
        await course.LeavesAsync(74, 8);
        await course.IsBlockedAsync(8.1, 1);
        await course.IsBlockedAsync(1, 8.1);
        await course.GoesToAsync("11", 2, 2, 1);
        await course.LeavesAsync(70, 7);
        Assert.Equal(0, system.Network.LinksMoved);
        await course.GoesToAsync("11", 3, 2, 1);
        Assert.Equal(5, system.Network.LinksMoved);
        await course.GoesToAsync("11", 4, 2, 1);
        Assert.Equal(12, system.Network.LinksMoved);
        await course.LeavesAsync(50, 5);
        Assert.Equal(3, Assert.Single(system.Network.Ledger.Pairs).Contexts);
    }

    [Theory]
    [InlineData("spf", "6", 2)]
    [InlineData("spf-room", "6", 2)]
    [InlineData("joint", "6", 2)]
    [InlineData("joint-open", "6", 2)]
    [InlineData("bestfit", "3", 3)]
    [InlineData("015", "3", 3)]
    [InlineData("spf-blind", null, 0)]
    [InlineData("bestfit-blind", null, 0)]
    [InlineData("spf-static", null, 0)]
    public async Task NetworkS_TellsPoliciesApart(string policy, string? place, int hops)
    {
        await using var system = await PlacementSystem.StartAsync(policy, VectorNetworks.LinksOfS, VectorNetworks.EdgesOfS);
        var course = new PlacementCourse(system);
        await (place is null ? course.IsBlockedAsync(1.5, 2) : course.GoesToAsync(place, hops, 1.5, 2));
    }
}
