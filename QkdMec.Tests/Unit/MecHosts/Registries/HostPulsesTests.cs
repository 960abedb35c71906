using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts.Registries;

namespace QkdMec.Tests.Unit.MecHosts.Registries;

/// <summary>Is a silent host told from one that is late, and one that came back from one that comes and goes?</summary>
public sealed class HostPulsesTests
{
    private static readonly HostId Host = HostId.Parse("edge/edge-1");

    private readonly HostPulses pulses = new(TimeSpan.FromSeconds(10));

    [Fact]
    public void Silence_BelowTheLimit_IsNoFailure()
    {
        Assert.False(Note(true, false, 0));
        Assert.False(Note(false, false, 3));
        Assert.False(Note(false, false, 6));
        Assert.False(Note(false, false, 9));
        Assert.True(Note(false, false, 12));
    }

    [Fact]
    public void Silence_OfARegistryThatWasHeldUp_IsNoFailure()
    {
        Assert.False(Note(true, false, 0));
        Assert.False(Note(false, false, 30));
        Assert.False(Note(false, false, 60));
        Assert.False(Note(true, false, 61));
        Assert.False(Note(false, false, 90));
    }

    [Fact]
    public void FirstLook_GivesTheWholeTime()
    {
        Assert.False(Note(false, false, 100));
        Assert.False(Note(false, false, 103));
        Assert.False(Note(false, false, 109));
        Assert.True(Note(false, false, 110));
    }

    [Fact]
    public void Return_NeedsThreeAnswersInARow()
    {
        Assert.True(Note(true, true, 0));
        Assert.True(Note(true, true, 2));
        Assert.True(Note(false, true, 4));
        Assert.True(Note(true, true, 6));
        Assert.True(Note(true, true, 8));
        Assert.False(Note(true, true, 10));
    }

    [Fact]
    public void Keep_DropsWhatIsKnownOfOthers()
    {
        Note(true, true, 0);
        Note(true, true, 2);
        pulses.Keep([]);
        Assert.True(Note(true, true, 4));
    }

    private bool Note(bool answered, bool wasDown, int seconds) => pulses.Note(Host, answered, wasDown, TimeSpan.FromSeconds(seconds));
}
