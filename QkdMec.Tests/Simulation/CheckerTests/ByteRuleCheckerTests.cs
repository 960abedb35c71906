using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.CheckerTests;

/// <summary>Do the checkers of what crosses, of consumption and of relays fail on a broken history, and pass a sound one?</summary>
public sealed class ByteRuleCheckerTests
{
    private static readonly byte[] Key = [11, 12, 13, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25, 26, 27, 28];
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(0, 16)]
    [InlineData(5, 8)]
    public void Secrecy_WhenKeyBytesCross_Fails(int offset, int length)
    {
        var checker = new SecrecyChecker();
        checker.Keep(Key, "the key");
        var crossed = new byte[64];
        Key.AsSpan(0, length).CopyTo(crossed.AsSpan(offset));

        var broken = Assert.Throws<RuleBrokenException>(() => checker.Search(crossed));
        Assert.Equal(3, broken.Rule);
        Assert.Contains("the key", broken.Message);
    }

    [Fact]
    public void Secrecy_WhenOnlyOtherBytesCross_Passes()
    {
        var checker = new SecrecyChecker();
        checker.Keep(Key, "the key");
        checker.Keep(new byte[32], "what was discarded");
        checker.Search([.. Key[..7], .. new byte[32], .. Key[9..]]);

        Assert.Equal(2, checker.Words);
    }

    [Fact]
    public void Consumption_WhenTheSameProcessDeliversLongAfter_Fails() =>
        Assert.Equal(1, Assert.Throws<RuleBrokenException>(() => Settled().Deliver("key", process: 1, Start)).Rule);

    [Fact]
    public void Consumption_WhenALaterProcessDeliversAgain_Fails() =>
        Assert.Throws<RuleBrokenException>(() => Settled().Deliver("key", process: 2, 3 * Start));

    [Fact]
    public void Consumption_OfWhatWasNotSettledOrIsExcusedOrOfAProcessThatWasThereBefore_Passes()
    {
        var checker = Settled();
        checker.Deliver("another", process: 1, Start);
        checker.Deliver("key", process: 2, Start);
        checker.Excuse(key => key == "key");
        checker.Deliver("key", process: 1, Start);
    }

    [Fact]
    public void RelayOnce_WhenAFrameIsAcceptedTwice_Fails()
    {
        var checker = new RelayOnceChecker();
        checker.Accept("one", isGenuine: true);
        checker.Accept("other", isGenuine: true);

        Assert.Equal(1, Assert.Throws<RuleBrokenException>(() => checker.Accept("one", isGenuine: true)).Rule);
    }

    [Fact]
    public void RelayOnce_AfterTheMarksWerePutBack_Passes()
    {
        var checker = new RelayOnceChecker();
        checker.Accept("here", isGenuine: true);
        checker.Accept("there", isGenuine: true);
        checker.Excuse(frame => frame == "here");
        checker.Accept("here", isGenuine: true);

        Assert.Throws<RuleBrokenException>(() => checker.Accept("there", isGenuine: true));
    }

    [Fact]
    public void RelayOnce_WhenAnAlteredFrameIsAccepted_Fails() =>
        Assert.Equal(2, Assert.Throws<RuleBrokenException>(() => new RelayOnceChecker().Accept("one", isGenuine: false)).Rule);

    private static ConsumptionChecker<string> Settled()
    {
        var checker = new ConsumptionChecker<string>();
        checker.Deliver("key", process: 1, Start);
        checker.Settle("key", process: 1, 2 * Start);
        return checker;
    }
}
