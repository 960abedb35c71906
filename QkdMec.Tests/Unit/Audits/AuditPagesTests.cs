using QkdMec.Grains.Audits;

namespace QkdMec.Tests.Unit.Audits;

/// <summary>Does the log divide into pages and keep what it shall?</summary>
public sealed class AuditPagesTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 127, 128)]
    [InlineData(1, 0, 129)]
    public void Numbers_AreWithoutGaps(long page, int place, long number)
    {
        Assert.Equal(number, AuditPages.NumberOf(page, place));
        Assert.Equal(page, AuditPages.PageOf(number));
    }

    [Theory]
    [InlineData(0, 1, 256, 0)]
    [InlineData(0, 2, 256, 1)]
    [InlineData(1, 3, 257, 1)]
    [InlineData(0, 1, 1, 1)]
    [InlineData(0, 100, 128, 16)]
    [InlineData(5, 6, 100_000, 5)]
    public void FirstToKeep_HoldsTheLimit_AndDropsFewAtOnce(long first, long last, int entries, long expected) =>
        Assert.Equal(expected, AuditPages.FirstToKeep(first, last, entries));
}
