using QkdMec.Client.Placements;
using QkdMec.Protocols.Placements;

namespace QkdMec.Tests.Unit.Placements;

/// <summary>Do networks, applications and intervals have the distributions they should have?</summary>
public sealed class WorkloadTests
{
    private const int Draws = 200_000;

    [Fact]
    public void Regions_ComeAsOftenAsTheyShould()
    {
        var drawn = Draw(AppWorkload.DrawRegion).GroupBy(region => region).ToDictionary(group => group.Key, group => (double)group.Count() / Draws);
        Assert.Equal(.335142, drawn[9], .005);
        Assert.Equal(.114772, drawn[2], .005);
        Assert.Equal(.001181, drawn[27], .0005);
        Assert.Equal(28, AppWorkload.Regions);
    }

    [Fact]
    public void Rates_AreOneToEight()
    {
        var rates = Draw(AppWorkload.DrawRate).ToList();
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], rates.Distinct().Order());
        Assert.Equal(.0124, rates.Count(rate => rate == 8) / (double)Draws, .002);
        Assert.Equal(.17857, rates.Count(rate => rate == 5) / (double)Draws, .005);
    }

    [Theory]
    [InlineData(0, .00835)]
    [InlineData(.5, .01804)]
    [InlineData(.8, .08943)]
    [InlineData(.9, .42137)]
    [InlineData(.94, .91779)]
    [InlineData(.97, 1)]
    public void Loads_HaveTheQuantiles(double share, double load)
    {
        var loads = Draw(AppWorkload.DrawLoad).Order().ToList();
        Assert.Equal(load, loads[(int)(share * Draws)], .05 * load);
        Assert.Equal(1, loads[^1]);
    }

    [Fact]
    public void Lifetimes_HaveTheMeanOfTheDeciles() => Assert.Equal(610_444, Draw(AppWorkload.DrawLifetime).Average(), 8000.0);

    [Fact]
    public void Networks_AreConnectedAndHaveTwoLinksAJoin()
    {
        var network = WaxmanNetwork.Draw(new StaticModel(), new SeededChance(3, 0));
        Assert.Equal(50, network.Nodes);
        Assert.Equal(10, network.Edges.Length);
        Assert.All(network.Links, link => Assert.Contains(network.Links, back => back.From == link.To && back.To == link.From && back.Rate == link.Rate));
        Assert.All(network.Links, link => Assert.InRange(link.Rate, 30 * Math.Exp(-1), 30));
        Assert.All(Enumerable.Range(0, 50), node => Assert.NotEmpty(network.LinksFrom(node)));
    }

    [Fact]
    public void Networks_HaveAsManyLinksAsWaxmanSays()
    {
        // By quadrature over the square: with these parameters two nodes are joined with the probability 0.2 or so.
        var (chance, links) = (new SeededChance(5, 0), Enumerable.Range(1, 50).Average(seed => WaxmanNetwork.Draw(new StaticModel(), new SeededChance((ulong)seed, 0)).Links.Length));
        var joined = Enumerable.Range(0, Draws).Average(_ => .4 * Math.Exp(-Distance(chance) / 40));
        Assert.Equal(50 * 49 * joined, links, 15.0);
    }

    [Fact]
    public void Networks_ThatAreNeverConnected_AreToldOf() =>
        Assert.Throws<PlacementModelException>(() => WaxmanNetwork.Draw(new StaticModel { Nodes = 28, Beta = 1e-9 }, new SeededChance(1, 0)));

    [Theory]
    [InlineData(2, 12.706)]
    [InlineData(4, 3.1824)]
    [InlineData(6, 2.5706)]
    [InlineData(11, 2.2281)]
    [InlineData(31, 2.0423)]
    [InlineData(1001, 1.9623)]
    public void Interval_IsStudents(int runs, double quantile)
    {
        var values = Enumerable.Range(0, runs).Select(run => (double)(run % 3)).ToList();
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / (runs - 1));
        var estimate = Estimate.Of(values);

        Assert.Equal(mean, estimate.Mean, 1e-12);
        Assert.Equal(quantile, estimate.Half * Math.Sqrt(runs) / deviation, .005 * quantile);
    }

    [Fact]
    public void Interval_OfOneRun_IsNone() => Assert.True(double.IsNaN(Estimate.Of([1]).Half));

    private static IEnumerable<T> Draw<T>(Func<IChance, T> draw)
    {
        var chance = new SeededChance(7, 7);
        return Enumerable.Range(0, Draws).Select(_ => draw(chance));
    }

    private static double Distance(IChance chance)
    {
        var side = 100 / Math.Sqrt(2);
        return side * Math.Sqrt(Math.Pow(chance.Fraction() - chance.Fraction(), 2) + Math.Pow(chance.Fraction() - chance.Fraction(), 2));
    }
}
