using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Unit.SecurityContexts;

public sealed class SequenceWindowTests
{
    [Fact]
    public void TryAccept_WhenInAnyOrder_MatchesAPlainSet()
    {
        var random = new Random(11);
        var window = new SequenceWindow();
        var taken = new HashSet<long>();
        long highest = 0;
        for (var step = 0; step < 20_000; step++)
        {
            var sequence = Math.Max(0, highest + random.Next(-1300, random.Next(10) == 0 ? 1500 : 40));
            var expected = sequence > 0 && sequence > highest - SequenceWindow.Size && !taken.Contains(sequence);
            Assert.Equal(expected, window.TryAccept(sequence));
            if (expected)
            {
                taken.Add(sequence);
                highest = Math.Max(highest, sequence);
            }
        }
    }

    [Fact]
    public void TryAccept_WhenBelowTheWindow_IsRefused()
    {
        var window = new SequenceWindow();
        Assert.True(window.TryAccept(1025));
        Assert.False(window.TryAccept(1));
        Assert.True(window.TryAccept(2));
        Assert.False(window.TryAccept(0));
        Assert.False(window.TryAccept(-1));
        Assert.True(window.TryAccept(long.MaxValue));
        Assert.False(window.TryAccept(1026));
    }
}
