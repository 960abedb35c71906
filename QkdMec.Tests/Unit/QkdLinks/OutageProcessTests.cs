using QkdMec.Grains.QkdLinks;

namespace QkdMec.Tests.Unit.QkdLinks;

public sealed class OutageProcessTests
{
    private static readonly OutageProfile Fragile = new(TimeSpan.FromHours(10), TimeSpan.FromHours(1));

    [Fact]
    public void Advance_WithoutAProfile_NeverFails()
    {
        var process = new OutageProcess(null, 1);
        process.Advance(TimeSpan.FromDays(10_000));

        Assert.False(process.IsDown);
    }

    [Fact]
    public void Advance_OverALongTime_IsDownForTheProfilesShareOfIt()
    {
        var process = new OutageProcess(Fragile, 5);
        var down = 0;
        for (var minute = 0; minute < 6_000_000; minute++)
        {
            process.Advance(TimeSpan.FromMinutes(1));
            down += process.IsDown ? 1 : 0;
        }

        Assert.Equal(10.0 / 11, Fragile.Availability, 1e-9);
        Assert.Equal(1 - Fragile.Availability, down / 6_000_000.0, 0.006);
    }

    [Fact]
    public void Advance_InOneStepOrInMany_EndsAlike()
    {
        var (one, many) = (new OutageProcess(Fragile, 9), new OutageProcess(Fragile, 9));
        for (var hour = 1; hour <= 500; hour++)
        {
            one.Advance(TimeSpan.FromHours(1));
            for (var part = 0; part < 4; part++)
            {
                many.Advance(TimeSpan.FromMinutes(15));
            }

            Assert.Equal(one.IsDown, many.IsDown);
        }
    }

    [Fact]
    public void Advance_WithAnotherSeed_FailsAtOtherTimes() => Assert.NotEqual(Failures(1), Failures(2));

    private static string Failures(ulong seed)
    {
        var process = new OutageProcess(Fragile, seed);
        return string.Concat(Enumerable.Range(0, 200).Select(_ =>
        {
            process.Advance(TimeSpan.FromHours(1));
            return process.IsDown ? '1' : '0';
        }));
    }
}
