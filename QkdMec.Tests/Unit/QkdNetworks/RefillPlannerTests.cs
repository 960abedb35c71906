using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Tests.Unit.QkdNetworks;

public sealed class RefillPlannerTests : RefillPlans
{
    [Fact]
    public void Plan_WhenAPairIsLow_RelaysAsManyBlocksAsATickMay()
    {
        See(Pair, 0, Capacity);
        var task = Assert.Single(Plan());

        Assert.Equal((Pair, "a-r-b", 4), (task.Pair, TestNetworks.Text(task.Paths.Routes[0]), task.Blocks));
    }

    [Fact]
    public void Plan_BetweenTheWatermarks_GoesOnUntilBothPoolsAreFull()
    {
        See(Pair, 900_000, 900_000);
        Assert.Empty(Plan());
        See(Pair, 900_000, 790_000);
        Assert.Single(Plan());
        See(Pair, 900_000, 900_000);
        Assert.Single(Plan());
        See(Pair, Capacity, Capacity);
        Assert.Empty(Plan());
        See(Pair, 900_000, 900_000);
        Assert.Empty(Plan());
    }

    [Fact]
    public void Plan_TakesNoMoreThanThePadsAboveTheReserve()
    {
        See(Pair, 0, 0);
        See(Links[1], Capacity, 5000 + (2 * (Block + 32)) + 100);

        Assert.Equal(2, Assert.Single(Plan()).Blocks);
    }

    [Fact]
    public void Plan_WhenAHopIsBelowTheReserve_MakesNothing()
    {
        See(Pair, 0, 0);
        See(Links[1], Capacity, 5000 + Block + 31);

        Assert.Empty(Plan());
    }

    [Fact]
    public void Plan_WhenALinkIsCut_MakesNothing()
    {
        See(Pair, 0, 0);
        SeeLink(Links[0], LinkCondition.Cut);

        Assert.Empty(Plan());
    }

    [Fact]
    public void Plan_WhenAPairDidNotAnswer_LeavesItAlone()
    {
        Picture.See(Pair, new PairPools(null, null));

        Assert.Empty(Plan());
    }

    [Fact]
    public void Plan_ForAPairWithoutDemand_KeepsTheBaseStockAndNoMore()
    {
        Options.BaseStockBytes = 50_000;
        See(Pair, 0, 0);
        Assert.Equal(4, Assert.Single(Plan()).Blocks);
        See(Pair, 50_000, 49_999);
        Assert.Equal(1, Assert.Single(Plan()).Blocks);
        See(Pair, 50_000, 50_000);
        Assert.Empty(Plan());
        See(Pair, 40_000, 50_000);
        Assert.Empty(Plan());
    }

    [Fact]
    public void Plan_ForAPairThatDraws_FillsAheadOfItsDemand()
    {
        Options.BaseStockBytes = 50_000;
        Options.DemandHorizon = TimeSpan.FromSeconds(20);
        See(Pair, 50_000, 50_000, 10_000);
        Assert.Equal(4, Assert.Single(Plan()).Blocks);
        See(Pair, 240_000, 50_000, 10_000);
        Assert.Equal(2, Assert.Single(Plan()).Blocks);
        See(Pair, 250_000, 50_000, 10_000);
        Assert.Empty(Plan());
        See(Pair, Capacity - 9_000, 50_000, 1_000_000);
        Assert.Empty(Plan());
    }

    [Fact]
    public void Plan_OfASpareStock_TakesOnlyWhatLinksMakeBeyondTheirNeed()
    {
        Options.BaseStockBytes = 50_000;
        Options.SpareStockBytes = 200_000;
        See(Pair, 50_000, 50_000);
        See(Links[0], 750_000 + (2 * (Block + 32)), 0);
        Assert.Equal(2, Assert.Single(Plan()).Blocks);
        See(Links[0], 750_000, 0);
        Assert.Empty(Plan());
        See(Links[0], Capacity, 0);
        See(Pair, 100_000, 100_000);
        Assert.Empty(Plan());
    }

    [Fact]
    public void Plan_WhenBlocksAreInHand_LeavesTheirPairAndTheirPadsAlone()
    {
        See(Pair, 0, 0);
        var inHand = Assert.Single(Plan());

        Assert.Empty(Plan(inHand));
        UseAllKmes();
        See(Links[0], 5000 + (5 * (Block + 32)), 0);
        Assert.Equal([("a~c", 1), ("b~c", 4)], Plan(inHand).Select(task => (task.Pair.ToString(), task.Blocks)));
    }

    [Fact]
    public void Plan_WithMuchToDo_BeginsNoMoreThanMayBeInHand()
    {
        Options.MaxBlocksInHand = 6;
        UseAllKmes();

        Assert.Equal([2, 2, 2], Plan().Select(task => task.Blocks));
    }

    [Fact]
    public void Plan_OfATinyPool_MakesBlocksThatFit()
    {
        var tiny = new KeyPoolStatus(1, new PoolMark(0, 0), 0, 4096, 0, true);
        Options.LinkReserveBytes = 16_384;
        Picture.See(Pair, new PairPools(tiny, tiny));
        foreach (var link in Links)
        {
            Picture.See(link, new PairPools(tiny with { StoredBytes = 3100 }, tiny with { StoredBytes = 3100 }));
        }

        var task = Assert.Single(Plan());
        Assert.Equal((1, 992), (task.Blocks, task.BlockBytes));
        Assert.True(BlockLayout.IsBlockSize(task.BlockBytes));
    }
}
