using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Refilling;

namespace QkdMec.Tests.Unit.QkdNetworks;

/// <summary>Are scarce pads shared so that nobody starves?</summary>
public sealed class RefillTurnTests : RefillPlans
{
    [Fact]
    public void Plan_ForPairsThatShareAHop_SharesItsPadsAndTakesTurns()
    {
        Network = Topology("a", "b", "c");
        Picture = NewPicture();
        Array.ForEach([.. Links], link => SeeLink(link));
        See(Links[0], 5000 + (6 * (Block + 32)), 0);
        See(Links[1], Capacity, Capacity);
        See(Links[2], Capacity, Capacity);
        See(Pair, 0, 0);
        See(TestNetworks.Link("a-c"), 0, 0);
        See(TestNetworks.Link("b-c"), Capacity, Capacity);

        Assert.Equal([("a~b", 3), ("a~c", 3)], Plan().Select(task => (task.Pair.ToString(), task.Blocks)));
        See(Links[0], 5000 + (1 * (Block + 32)), 0);
        Assert.Equal([("a~b", 1)], Plan().Select(task => (task.Pair.ToString(), task.Blocks)));
        Assert.Equal([("a~c", 1)], Plan().Select(task => (task.Pair.ToString(), task.Blocks)));
        Assert.Equal([("a~b", 1)], Plan().Select(task => (task.Pair.ToString(), task.Blocks)));
    }

    /// <summary>Each hop gets one block's pad in turn: the pairs of one hop would take each at once, the pair of two hops needs both together.</summary>
    [Fact]
    public void Plan_WhenPadsAreScarce_StarvesNoPair()
    {
        var blocks = DealScarcePads(turns: 300);

        Assert.Equal(["ar~b", "a~ar", "a~b"], blocks.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(blocks["a~b"], 70, 80);
        Assert.InRange(blocks["a~ar"], 70, 80);
        Assert.InRange(blocks["ar~b"], 70, 80);
    }

    [Fact]
    public void Plan_WhenOnePairCanNeverBeServed_ServesTheOthers()
    {
        UseAllKmes();
        SeeLink(Links[2], LinkCondition.Cut);
        Assert.Equal(["a~b"], Plan().Select(task => task.Pair.ToString()));
        SeeLink(Links[2]);
        See(Links[2], 0, 0);
        See(Links[0], 5000 + Block + 32, 0);
        var served = Enumerable.Range(0, 1000).SelectMany(_ => Plan()).Select(task => task.Pair.ToString()).Distinct();
        Assert.Contains("a~b", served);
    }

    private Dictionary<string, int> DealScarcePads(int turns)
    {
        Network = new NetworkTopology(
            Kmes.Select(kme => new KmeAddress(SiteId.Parse($"site-{kme}"), kme)),
            [.. "a-x x-ar ar-y y-b".Split(' ').Select(TestNetworks.Link)],
            ((string[])["a", "ar", "b"]).Select(kme => KeyValuePair.Create(SaeId.Parse($"sae-{kme}"), TestNetworks.Kme(kme))));
        Picture = NewPicture();
        var stored = Network.Links.ToDictionary(link => link, link => (Smaller: 5000L, Larger: 5000L));
        var blocks = new Dictionary<string, int>();
        for (var turn = 0; turn < turns; turn++)
        {
            // Either half of the chain gets the pads of one block, never both halves at once.
            foreach (var link in Network.Links.Where(link => link.Joins(TestNetworks.Kme(turn % 2 == 0 ? "x" : "y"))))
            {
                stored[link] = (stored[link].Smaller + Block + 32, stored[link].Larger + Block + 32);
            }

            SeeAll(stored);
            foreach (var task in Plan())
            {
                blocks[task.Pair.ToString()] = blocks.GetValueOrDefault(task.Pair.ToString()) + task.Blocks;
                Spend(stored, task);
            }
        }

        return blocks;
    }

    private void SeeAll(Dictionary<LinkId, (long Smaller, long Larger)> stored)
    {
        foreach (var link in Network.Links)
        {
            SeeLink(link);
            See(link, stored[link].Smaller, stored[link].Larger);
        }

        foreach (var pair in Network.SaePairs)
        {
            See(pair, 0, 0);
        }
    }

    private static void Spend(Dictionary<LinkId, (long Smaller, long Larger)> stored, RefillTask task)
    {
        foreach (var (from, to) in task.Paths.Hops())
        {
            var link = LinkId.Between(from, to);
            var taken = (long)task.Blocks * task.PadBytes;
            stored[link] = from == link.Smaller ? (stored[link].Smaller - taken, stored[link].Larger) : (stored[link].Smaller, stored[link].Larger - taken);
            Assert.True(stored[link] is { Smaller: >= 5000, Larger: >= 5000 });
        }
    }
}
