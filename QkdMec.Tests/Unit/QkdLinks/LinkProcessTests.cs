using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdLinks.Rates;

namespace QkdMec.Tests.Unit.QkdLinks;

public sealed class LinkProcessTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly LinkId Link = LinkId.Between(KmeId.Parse("kme-a"), KmeId.Parse("kme-b"));

    [Fact]
    public void Advance_ForTenSeconds_MakesTenSecondsOfKey()
    {
        var process = ProcessOf(Steady);
        var bytes = 0L;
        for (var tick = 0; tick < 100; tick++)
        {
            process.Advance(Tick, new QkdLinkState());
            while (process.HasBlock)
            {
                process.Spend();
                bytes += process.BlockBytes;
            }
        }

        Assert.InRange(bytes, 1_250_000 - (2 * process.BlockBytes), 1_250_000);
    }

    [Fact]
    public void Advance_WhileNobodyTakesBlocks_SavesUpNoMoreThanTheAllowance()
    {
        var process = ProcessOf(Steady);
        process.Advance(TimeSpan.FromHours(1), new QkdLinkState());
        var blocks = 0;
        for (; process.HasBlock; blocks++)
        {
            process.Spend();
        }

        Assert.InRange(blocks * process.BlockBytes, 1, 2 * 1_000_000 / 8);
    }

    [Fact]
    public void Advance_WhenTheFibreIsCut_MakesNothingUntilItIsMended()
    {
        var process = ProcessOf(Steady);
        process.Advance(TimeSpan.FromSeconds(1), new QkdLinkState());

        Assert.True(process.Advance(Tick, new QkdLinkState { IsCut = true }));
        Assert.Equal((LinkCondition.Cut, 0, false), (process.Condition, process.RateBitsPerSecond, process.HasBlock));
        Assert.True(process.Advance(Tick, new QkdLinkState()));
        Assert.Equal(LinkCondition.Up, process.Condition);
    }

    [Fact]
    public void Advance_UnderAnEavesdropper_RaisesTheAlarmAndStops()
    {
        var process = ProcessOf(Steady);
        process.Advance(Tick, new QkdLinkState());

        Assert.True(process.Advance(Tick, new QkdLinkState { EavesdroppedFraction = 0.5 }));
        Assert.Equal((LinkCondition.Alarm, 0, false), (process.Condition, process.RateBitsPerSecond, process.HasBlock));
        Assert.True(process.Advance(Tick, new QkdLinkState()));
        Assert.Equal(LinkCondition.Up, process.Condition);
    }

    [Fact]
    public void Advance_JustBelowTheThreshold_DoesNotEndAnAlarm()
    {
        var atLimit = new QkdLinkState { EavesdroppedFraction = 0.24 };
        var process = ProcessOf(Steady);
        process.Advance(Tick, atLimit);
        var untouched = process.Condition;
        process.Advance(Tick, new QkdLinkState { EavesdroppedFraction = 0.5 });
        process.Advance(Tick, atLimit);

        Assert.Equal((LinkCondition.Up, LinkCondition.Alarm), (untouched, process.Condition));
    }

    [Fact]
    public void Advance_WithAFiniteKeyBlock_StartsAfterItsDelay()
    {
        var process = ProcessOf(Steady with { Block = new FiniteKeyBlock(1e10, 625e6) });
        process.Advance(TimeSpan.FromSeconds(15.9), new QkdLinkState());
        var before = process.Condition;
        process.Advance(Tick, new QkdLinkState());

        Assert.Equal((LinkCondition.Starting, LinkCondition.Up), (before, process.Condition));
    }

    [Fact]
    public void Advance_WhenTheLinkFailsByItself_IsCutUntilItIsRepaired()
    {
        var plan = new LinkPlan(Link, new Fibre(0), Steady) { Outages = new OutageProfile(TimeSpan.FromHours(2), TimeSpan.FromHours(1)) };
        var process = new LinkProcess(plan, new QkdLinkOptions());
        var seen = new HashSet<LinkCondition>();
        for (var minute = 0; minute < 10_000; minute++)
        {
            process.Advance(TimeSpan.FromMinutes(1), new QkdLinkState());
            seen.Add(process.Condition);
            Assert.Equal(process.Condition == LinkCondition.Up, process.HasBlock);
        }

        Assert.Equal([LinkCondition.Up, LinkCondition.Cut], seen.Order());
    }

    [Fact]
    public void Rest_ForLong_IsLongerAsFarAsNoKeyIsLost_AndBeginsAnewOnceABlockWasTaken()
    {
        var process = ProcessOf(Steady);
        var rests = Enumerable.Range(0, 62).Select(_ => RestOf(process)).ToList();
        process.Advance(TimeSpan.FromSeconds(1), new QkdLinkState());
        process.Spend();

        Assert.Equal([.. Enumerable.Repeat(0.5, 60), 1.5, 1.5], rests);
        Assert.Equal(0.5, RestOf(process));

        static double RestOf(LinkProcess resting)
        {
            resting.Rest();
            return resting.Resting.TotalSeconds;
        }
    }

    [Fact]
    public void Rest_HoldsBlocksBackForThePauseAndLosesNone()
    {
        var process = ProcessOf(Steady);
        process.Advance(Tick, new QkdLinkState());
        process.Advance(TimeSpan.FromSeconds(1), new QkdLinkState());
        process.Rest();
        process.Advance(TimeSpan.FromMilliseconds(400), new QkdLinkState());
        var during = process.HasBlock;
        process.Advance(Tick, new QkdLinkState());
        var blocks = 0;
        for (; process.HasBlock; blocks++)
        {
            process.Spend();
        }

        Assert.False(during);
        Assert.InRange(blocks * process.BlockBytes, 200_000 - process.BlockBytes, 200_000);
    }

    [Fact]
    public void InitialStore_OfALinkThatMakesNothing_IsHandedOverOnceAndNoMore()
    {
        var plan = new LinkPlan(Link, new Fibre(0), Steady with { RateLaw = new LossBudgetRateLaw(0) }) { InitialStoreBytes = 10 * 1024 };
        var process = new LinkProcess(plan, new QkdLinkOptions());
        process.Advance(Tick, new QkdLinkState());
        var before = process.HasBlock;
        process.AddInitialStore();
        var blocks = 0;
        for (; process.HasBlock; blocks++)
        {
            process.Spend();
        }

        process.Advance(TimeSpan.FromHours(1), new QkdLinkState());
        Assert.Equal((false, 10, false), (before, blocks, process.HasBlock));
    }

    [Theory]
    [InlineData(100, 1024)]
    [InlineData(1e6, 31248)]
    [InlineData(1e9, 131072)]
    public void BlockBytes_FollowTheRateBetweenLimits(double rate, int bytes) =>
        Assert.Equal(bytes, new QkdLinkOptions().BlockBytesAt(rate));

    // 1 Mb/s, and an error rate that stands still, so that each test decides what happens.
    private static DeviceProfile Steady { get; } =
        new("steady", new LossBudgetRateLaw(1e6), new QberProfile(0.02, 0, TimeSpan.FromMinutes(1), 0.08), FiniteKeyBlock.None);

    private static LinkProcess ProcessOf(DeviceProfile device) => new(new LinkPlan(Link, new Fibre(0), device), new QkdLinkOptions());
}
