using QkdMec.Grains.SecurityContexts;

namespace QkdMec.Tests.Unit.SecurityContexts;

/// <summary>How many keys may a context activate?</summary>
public sealed class ActivationBudgetTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(3);

    private readonly ActivationBudget budget = new(burst: 2, TimeSpan.FromSeconds(1));

    [Fact]
    public void Take_WhenTheBurstIsUsed_IsRefusedUntilAPeriodPassed()
    {
        Assert.True(budget.TryTake(Start));
        Assert.True(budget.TryTake(Start));
        Assert.False(budget.TryTake(Start));
        Assert.True(budget.TryTake(Start + TimeSpan.FromSeconds(1)));
        Assert.False(budget.TryTake(Start + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Take_AfterARest_HasTheWholeBurstAgain()
    {
        Assert.True(budget.TryTake(Start));
        Assert.True(budget.TryTake(Start));
        var later = Start + TimeSpan.FromMinutes(1);

        Assert.True(budget.TryTake(later));
        Assert.True(budget.TryTake(later));
        Assert.False(budget.TryTake(later));
    }
}
