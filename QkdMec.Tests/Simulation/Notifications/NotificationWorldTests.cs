using QkdMec.Grains.Identity;
using QkdMec.Tests.Simulation.Worlds;
using Xunit.Sdk;

namespace QkdMec.Tests.Simulation.Notifications;

/// <summary>Do notifications survive?</summary>
public sealed class NotificationWorldTests
{
    [Fact]
    public void Sweep_DeliversEverythingInOrder_AndNothingAfterTheEnd()
    {
        var sweep = WorldSweep.Run(() => new NotificationWorld(), firstSeed: 1, seeds: 40);

        sweep.DemandCoverage(new NotificationWorld());
    }

    [Fact]
    public void Check_WhenNobodyLooksForWhatIsUnfinished_FindsIt() =>
        Assert.Throws<WorldFailedException>(() => WorldSweep.Run(() => new NotificationWorld(keeps: false), firstSeed: 1, seeds: 10));

    [Theory]
    [InlineData("1 2 2 3 end end", true)]
    [InlineData("2 end", true)]
    [InlineData("2 1", false)]
    [InlineData("1 end 3", false)]
    [InlineData("1 2 3 end late", false)]
    public void Check_OfWhatCame_FindsWrongOrder(string came, bool isRight)
    {
        void Check() => NotificationCheck.RequireOrder(new ContextId("c"), ["1", "2", "3", "end"], came.Split(' '));

        if (isRight)
        {
            Check();
        }
        else
        {
            Assert.Throws<TrueException>(Check);
        }
    }
}
