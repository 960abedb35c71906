using QkdMec.Grains.QkdNetworks.Watching;

namespace QkdMec.Tests.Unit.QkdNetworks;

public sealed class ReadScheduleTests
{
    private readonly ReadSchedule schedule = new(longestPause: 8);

    public ReadScheduleTests() => schedule.Follow([TestNetworks.Link("a-b"), TestNetworks.Link("a-c"), TestNetworks.Link("b-c")]);

    [Fact]
    public void Next_ReadsEverybodyOnce_NoMoreThanMayBe()
    {
        Assert.Equal("a~b a~c", Next(2));
        Assert.Equal("b~c", Next(2));
        Assert.Equal("", Next(2));
    }

    [Fact]
    public void Next_OfWhatDoesNotChange_ComesEverMoreRarely()
    {
        schedule.Follow([TestNetworks.Link("a-b")]);
        var readAt = Enumerable.Range(0, 40).Where(_ => Read(hasChanged: false)).ToList();

        Assert.Equal([0, 2, 6, 14, 22, 30, 38], readAt);
    }

    [Fact]
    public void Next_OfWhatChanges_ComesAtEveryTick()
    {
        schedule.Follow([TestNetworks.Link("a-b")]);

        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(Read(hasChanged: true)));
    }

    [Fact]
    public void Touch_BringsSomebodyForward_AlsoWhileBeingRead()
    {
        Next(3);
        schedule.Answered(TestNetworks.Link("a-b"), false);
        schedule.Touch(TestNetworks.Link("a-b"));
        Assert.Equal("a~b", Next(3));
        schedule.Touch(TestNetworks.Link("a-b"));
        Assert.Equal("", Next(3));
        schedule.Answered(TestNetworks.Link("a-b"), false);
        Assert.Equal("a~b", Next(3));
    }

    [Fact]
    public void Follow_ForgetsWhoIsGone_AndReadsWhoIsNew()
    {
        Next(3);
        schedule.Follow([TestNetworks.Link("a-b"), TestNetworks.Link("c-d")]);
        schedule.Answered(TestNetworks.Link("b-c"), true);
        schedule.Touch(TestNetworks.Link("a-c"));

        Assert.Equal("c~d", Next(3));
    }

    [Fact]
    public void Next_OfManyMoreThanATickMayRead_ReachesEverybodyInTurn()
    {
        schedule.Follow([.. Enumerable.Range(100, 100).Select(number => TestNetworks.Link($"a-k{number}"))]);
        var seen = Enumerable.Range(0, 60).SelectMany(_ => ReadAll(5)).GroupBy(link => link).ToList();

        Assert.Equal(100, seen.Count);
        Assert.All(seen, reads => Assert.Equal(3, reads.Count()));
    }

    private bool Read(bool hasChanged)
    {
        var next = schedule.Next(1);
        foreach (var link in next)
        {
            schedule.Answered(link, hasChanged);
        }

        return next.Count > 0;
    }

    private IEnumerable<string> ReadAll(int most)
    {
        var next = schedule.Next(most);
        foreach (var link in next)
        {
            schedule.Answered(link, false);
        }

        return next.Select(link => link.ToString());
    }

    private string Next(int most) => string.Join(' ', schedule.Next(most));
}
