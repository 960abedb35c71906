using QkdMec.Gateway.Functions;

namespace QkdMec.Tests.Unit.Steps;

/// <summary>Are the watchers of a context bounded, and those of others not touched by it?</summary>
public sealed class StepWatchersTests
{
    private readonly StepWatchers watchers = new();

    [Fact]
    public void TryEnter_BeyondTheMost_IsRefusedUntilOneLeaves()
    {
        Assert.Equal((true, true, false), (watchers.TryEnter("one", 2), watchers.TryEnter("one", 2), watchers.TryEnter("one", 2)));
        Assert.True(watchers.TryEnter("other", 2));
        watchers.Leave("one");
        Assert.Equal((true, false), (watchers.TryEnter("one", 2), watchers.TryEnter("one", 2)));
    }

    [Fact]
    public void Leave_OfTheLast_LetsTheFullNumberComeAgain()
    {
        Assert.True(watchers.TryEnter("one", 1));
        watchers.Leave("one");
        Assert.Equal((true, false), (watchers.TryEnter("one", 1), watchers.TryEnter("one", 1)));
    }
}
