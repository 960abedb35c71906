using System.Collections.Immutable;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.Orchestration.Placement;
using QkdMec.Tests.Unit.Placements;

namespace QkdMec.Tests.Hosts.Mec.Placements;

/// <summary>What the running orchestrator has beyond the reference's models: hosts at one KME, hosts at the client's own, pictures that are old, policies without a choice, reasons.</summary>
public sealed class LivePlacementTests
{
    private const string Line = "0→1:2 1→2:2";

    public static TheoryData<string> Policies() => [.. PlacementPolicies.Names];

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Place_OfManyAtOnce_NeverTakesMoreThanThereIs(string policy)
    {
        // Old pictures all the way: what is refused on them is decided anew.
        await using var system = await PlacementSystem.StartAsync(
            policy, "0→1:3 1→2:2 0→3:2 3→2:3 2→4:4 0→5:1", "0:.3 2:.4 2b:.3 4:.5 5:.4", change: options => With(options) with { PictureAge = TimeSpan.FromHours(1) });
        var asked = await Task.WhenAll(Enumerable.Range(0, 48).Select(index => system.PlaceAsync(index % 4 * .25, .1)));
        var placed = asked.Where(one => one.Outcome.Placement is not null).ToList();

        Assert.NotEmpty(placed);
        Assert.All(system.Network.Links, link => Assert.True(system.Network.Ledger.HeldOn(link.Key) <= link.Value + 1e-6, $"{link.Key} holds {system.Network.Ledger.HeldOn(link.Key)}"));
        foreach (var host in await system.StatusesAsync())
        {
            Assert.InRange(host.ContextsUsed, 0, host.ContextsLimit);
            Assert.Equal(placed.Count(one => one.Outcome.Placement!.Host == host.Host), host.ContextsUsed);
        }

        Assert.All(asked.Except(placed), one => Assert.NotEqual("", one.Outcome.Reason));
        foreach (var (context, outcome) in placed)
        {
            await system.EndAsync(context, outcome.Placement!);
        }

        Assert.Equal((0, 15.0), (system.Network.Holders, system.Network.Left));
    }

    [Fact]
    public async Task Place_AtTheClientsOwnKme_NeedsNoKey()
    {
        await using var system = await PlacementSystem.StartAsync("spf", Line, "0:1 2:1");
        var course = new PlacementCourse(system);
        await course.GoesToAsync("0", 0, 100, 1);
        await course.IsBlockedAsync(100, 1);
        await course.GoesToAsync("2", 2, 2, 1);
        await course.LeavesAsync(0, 0);
    }

    [Fact]
    public async Task Place_AtSeveralHostsOfOneKme_FillsTheOneWithMostRoom()
    {
        await using var system = await PlacementSystem.StartAsync("spf-room", Line, "1:1 1b:1.2 2:9");
        var course = new PlacementCourse(system);
        await course.GoesToAsync("1b", 1, .1, .5);
        await course.GoesToAsync("1", 1, .1, .5);
        await course.GoesToAsync("1b", 1, .1, .5);
    }

    [Fact]
    public async Task Place_With014_KeepsAllContextsOfAKmeOnOnePath_WhicheverHostTheyRunOn()
    {
        await using var system = await PlacementSystem.StartAsync("014-k3", VectorNetworks.LinksOfI, "11:1 11b:1");
        var course = new PlacementCourse(system);
        await course.GoesToAsync("11", 2, 2, .9);
        await course.GoesToAsync("11b", 3, 2, .9);
        Assert.Equal(4, Assert.Single(system.Network.Ledger.Pairs).RateBitsPerSecond);
    }

    [Fact]
    public async Task Refusal_TellsWhatEachHostLacks_AndWhatWouldBeAdmitted()
    {
        await using var system = await PlacementSystem.StartAsync("spf", "0→1:2 1→2:1.5 3→4:1", "1:.5 2:1 4:1");
        var outcome = await new PlacementCourse(system).IsBlockedAsync(1.75, 1);

        Assert.Equal(PlacementStatus.NoKey, outcome.Status);
        Assert.Equal(
            "site-01/edge-1: 5 MB of memory are left, 10 MB are needed; site-02/edge-2: 1.5 bit/s of key are left to kme-02, 1.75 bit/s are needed; "
            + "site-04/edge-4: no path of links that are up leads to kme-04. A key rate of 1.5 bit/s would be admitted.",
            outcome.Reason);
    }

    [Fact]
    public async Task Refusal_OfABlindPolicy_IsTheOneHostItChose()
    {
        await using var system = await PlacementSystem.StartAsync("spf-blind", Line, "1:.5 2:1");
        var outcome = await new PlacementCourse(system).IsBlockedAsync(1, 1);

        Assert.Equal(PlacementStatus.NoCapacity, outcome.Status);
        Assert.Contains("site-02/edge-2: the policy 'spf-blind' did not choose it", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Place_WithABlindDraw_GetsNoSecondDrawWhenThePictureWasOld()
    {
        await using var system = await PlacementSystem.StartAsync("random-blind", Line, "1:.1 2:50", change: options => options with { PictureAge = TimeSpan.FromHours(1) });
        var placed = 0;
        for (var attempt = 0; attempt < 40; attempt++)
        {
            placed += (await system.PlaceAsync(.001, .1)).Outcome.Placement is null ? 0 : 1;
        }

        // Half of the draws are the small host, which is full after one; a second draw would find the other one more often.
        Assert.InRange(placed, 10, 30);
    }

    [Fact]
    public async Task Single_SendsAllToOneHost_UntilItIsFull()
    {
        await using var system = await PlacementSystem.StartAsync(PlacementPolicies.Single, Line, "1:1 2:.2", change: With);
        var course = new PlacementCourse(system);
        await course.GoesToAsync("2", 2, .1, .1);
        await course.GoesToAsync("2", 2, .1, .1);
        Assert.Equal(
            "site-01/edge-1: all contexts go to site-02/edge-2; site-02/edge-2: all of its 2 contexts are in use.", (await course.IsBlockedAsync(.1, .1)).Reason);
    }

    [Fact]
    public async Task ByApp_SendsEachApplicationToItsHost_AndRefusesOthers()
    {
        await using var system = await PlacementSystem.StartAsync(PlacementPolicies.ByApp, Line, "1:1 2:1", change: With);
        var course = new PlacementCourse(system);
        await course.GoesToAsync("2", 2, .1, .1);
        await course.GoesToAsync("1", 1, .1, .1);
        await system.PlaceAsync(.1, .1);
        for (var named = 4; named <= 48; named++)
        {
            await system.PlaceAsync(0, .01);
        }

        var outcome = await course.IsBlockedAsync(.1, .1);
        Assert.Equal(PlacementStatus.NotAllowed, outcome.Status);
        Assert.Contains("no host is named for 'app-49'", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WithoutWhatThePolicyNeeds_AreRefused()
    {
        Assert.Contains(new MecOptions { Policy = "single" }.FindFaults(), fault => fault.Contains("'single'", StringComparison.Ordinal));
        Assert.Contains(new MecOptions { Policy = "by-app" }.FindFaults(), fault => fault.Contains("'by-app'", StringComparison.Ordinal));
        Assert.Contains(new MecOptions { StockHorizon = TimeSpan.FromSeconds(-1) }.FindFaults(), fault => fault.Contains("stored key", StringComparison.Ordinal));
    }

    private static MecOptions With(MecOptions options) => options with
    {
        SingleHost = PlacementSystem.IdOf("2"),
        HostsByApp = Enumerable.Range(1, 48).ToImmutableDictionary(app => $"app-{app}", app => PlacementSystem.IdOf(app == 2 && options.Hosts.Any(host => host.Id == PlacementSystem.IdOf("1")) ? "1" : "2")),
    };
}
