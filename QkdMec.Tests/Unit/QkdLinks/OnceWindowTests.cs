using QkdMec.Grains.QkdLinks.Modules;

namespace QkdMec.Tests.Unit.QkdLinks;

public sealed class OnceWindowTests
{
    [Fact]
    public void TryAccept_TakesEachNumberOnce()
    {
        var window = new OnceWindow();
        long[] numbers = [0, 5, 3, 1023, 1, 4000, 3500, 3001];

        Assert.All(numbers, number => Assert.True(window.TryAccept(number)));
        Assert.All(numbers, number => Assert.False(window.TryAccept(number)));
    }

    [Fact]
    public void TryAccept_BelowTheWindow_IsRefused()
    {
        var window = new OnceWindow();
        window.TryAccept(5000);

        Assert.False(window.TryAccept(5000 - OnceWindow.Width));
        Assert.True(window.TryAccept(5001 - OnceWindow.Width));
        Assert.False(window.TryAccept(-1));
    }

    [Fact]
    public void TryAccept_AfterMovingOn_DoesNotMistakeANumberForOneThatSharedItsSlot()
    {
        var window = new OnceWindow();
        window.TryAccept(1);

        Assert.True(window.TryAccept(1 + OnceWindow.Width));
        Assert.True(window.TryAccept(2 + OnceWindow.Width));
    }
}
