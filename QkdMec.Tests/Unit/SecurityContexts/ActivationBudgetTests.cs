using QkdMec.Grains.SecurityContexts;

namespace QkdMec.Tests.Unit.SecurityContexts;

/// <summary>How many keys may a context activate?</summary>
public sealed class ActivationBudgetTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddYears(60);

    private readonly ActivationBudget budget = new(burst: 2, TimeSpan.FromSeconds(1), Start);

    [Fact]
    public void Take_WhenTheBurstIsUsed_IsRefusedUntilAPeriodPassed()
    {
        Assert.True(budget.TryTake(Start));
        Assert.True(budget.TryTake(Start));
        Assert.False(budget.TryTake(Start));
        Assert.True(budget.TryTake(Start.AddSeconds(1)));
        Assert.False(budget.TryTake(Start.AddSeconds(1)));
    }

    [Fact]
    public void Take_AfterTheClockWasSetBack_DoesNotWaitForItsOldTime()
    {
        Assert.True(budget.TryTake(Start));

        Assert.True(budget.TryTake(Start.AddHours(-1)));
        Assert.True(budget.TryTake(Start.AddHours(-1)));
        Assert.False(budget.TryTake(Start.AddHours(-1)));
    }
}
