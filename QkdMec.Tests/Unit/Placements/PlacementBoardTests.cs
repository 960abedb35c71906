using QkdMec.Protocols.Placements;

namespace QkdMec.Tests.Unit.Placements;

/// <summary>Does the board keep its books?</summary>
public sealed class PlacementBoardTests
{
    [Theory]
    [InlineData("0→3:1", "1:1")]
    [InlineData("1→1:1", "1:1")]
    [InlineData("0→1:-1", "1:1")]
    [InlineData("0→1:1", "2:1")]
    [InlineData("0→1:1", "1:-1")]
    [InlineData("0→1:1", "1:1 1:2")]
    public void Network_ThatCannotBe_Throws(string links, string edges)
    {
        var link = links.Split('→', ':').Select(double.Parse).ToArray();
        var all = edges.Split(' ').Select(edge => edge.Split(':').Select(double.Parse).ToArray()).Select(edge => new EdgeNode((int)edge[0], edge[1]));
        Assert.Throws<ArgumentException>(() => new KeyNetwork(2, [new KeyLink((int)link[0], (int)link[1], link[2])], all));
    }

    [Fact]
    public void Place_OfARefusal_Throws()
    {
        var board = new PlacementBoard(VectorNetworks.F());
        var refused = Admission.Refused(new Shortage(ShortageKind.Rate, default, 0, 0));
        Assert.Throws<ArgumentException>(() => board.Place(new AppDemand(0, 1, 1), refused));
    }

    [Fact]
    public void Place_OfADecisionThatIsOutOfDate_Throws()
    {
        var course = new PolicyCourse("spf", VectorNetworks.F());
        var decided = course.Offer(2, 1);
        Assert.Throws<ArgumentException>(() => course.Board.Place(new AppDemand(0, 2, 1), decided));
    }

    [Fact]
    public void Remove_OfNobody_Throws() => Assert.Throws<KeyNotFoundException>(() => new PlacementBoard(VectorNetworks.F()).Remove(0));

    [Theory]
    [InlineData("random")]
    [InlineData("spf")]
    [InlineData("014-k1")]
    [InlineData("014-k3")]
    [InlineData("015")]
    [InlineData("015-reuse")]
    [InlineData("joint")]
    public void Books_NeverGoBelowZero_AndBalanceWhenAllHaveEnded(string policy)
    {
        var (chance, course) = (new SeededChance(4, 4), new PolicyCourse(policy, VectorNetworks.I()));
        for (var step = 0; step < 2000; step++)
        {
            if (chance.Fraction() < .5 && course.Board.AppCount > 0)
            {
                course.Board.Remove(course.Board.Apps.ElementAt(chance.Below(course.Board.AppCount)).Id);
            }
            else
            {
                course.Offer(chance.Fraction(), chance.Fraction());
            }

            Assert.All(Enumerable.Range(0, course.Board.Network.Links.Length), link => Assert.True(course.Board.RateLeft(link) > -1e-6));
            Assert.True(course.Board.RoomLeft(0) > -1e-6);
        }

        course.Board.Apps.Select(app => app.Id).ToList().ForEach(course.Board.Remove);
        course.Leaves(74, 8);
    }

    [Theory]
    [InlineData(10, 0, 0, 10)]
    [InlineData(10, 600, 100, 15)]
    [InlineData(10, 100, 600, 5)]
    [InlineData(10, 0, 5000, 0)]
    public void Budget_CountsStoredKeyAboveTheReserve(double rate, double stored, double reserve, double budget) =>
        Assert.Equal(budget, KeyLink.Budget(rate, stored, reserve, 100), 1e-9);

    [Fact]
    public void Budget_LetsDemandExceedTheRate()
    {
        var network = new KeyNetwork(2, [new KeyLink(0, 1, KeyLink.Budget(1, 400, 100, 300))], [new EdgeNode(1, 9)]);
        new PolicyCourse("joint-open", network).GoesTo(1, 1, 1.9, 1);
    }

    [Fact]
    public void SeededChance_IsTheSameOnEveryMachine()
    {
        var chance = new SeededChance(1, 0);
        Assert.Equal("12793040940332582595 17925934194126948328 7868805697131187933", string.Join(" ", chance.Next(), chance.Next(), chance.Next()));
        Assert.NotEqual(new SeededChance(1, 1).Next(), new SeededChance(1, 0).Next());
        Assert.NotEqual(new SeededChance(2, 0).Next(), new SeededChance(1, 0).Next());
    }
}
