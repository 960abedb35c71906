using QkdMec.Protocols.Jose;
using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.CheckerTests;

/// <summary>Does each checker of the security context's rules fail on a broken history, and pass a sound one?</summary>
public sealed class SecurityRuleCheckerTests
{
    private const string Here = "edge/edge-1/c1";
    private const string There = "edge/edge-2/c2";

    private static readonly Guid Key = new(1, 0, 0, new byte[8]);
    private static readonly SealedNote Request = new(Key, MessageDirection.Request, 1, Here, "echo", "request 1");
    private static readonly SealedNote Other = Request with { Sequence = 2, Text = "request 2" };
    private static readonly SealedNote Result = new(Key, MessageDirection.Result, 9, Here, "echo", "result 9", Answers: 1);
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Sealing_OfASoundHistory_Passes()
    {
        var checker = Sealed();
        checker.AcceptRequest(Key, 2, Other.Text, Here, "echo");
        checker.AcceptRequest(Key, 1, Request.Text, Here, "echo");
        checker.AcceptResult(Request, 9, Result.Text);
    }

    [Fact]
    public void Sealing_WhenANonceIsUsedTwice_Fails() => Breaks(checker => checker.Seal(Request with { Text = "another" }));

    [Fact]
    public void Sending_OfOtherBytesUnderASentNonce_Fails() => Breaks(checker => checker.Send(Request with { Text = "another" }));

    [Fact]
    public void Sending_OfTheSameBytesAgain_IsNoSecondUse()
    {
        var checker = new SealingChecker();
        checker.Send(Request);
        Assert.Null(Record.Exception(() => checker.Send(Request)));
    }

    [Fact]
    public void Sealing_WhenARequestIsReplayed_Fails()
    {
        var checker = Sealed();
        checker.AcceptRequest(Key, 1, Request.Text, Here, "echo");
        Breaks(() => checker.AcceptRequest(Key, 1, Request.Text, Here, "echo"));
    }

    [Fact]
    public void Sealing_WhenAnAlteredRequestIsAccepted_Fails() => Breaks(checker => checker.AcceptRequest(Key, 1, "altered", Here, "echo"));

    [Fact]
    public void Sealing_WhenAMadeUpRequestIsAccepted_Fails() => Breaks(checker => checker.AcceptRequest(Key, 3, "made up", Here, "echo"));

    [Fact]
    public void Sealing_WhenAnotherHostAcceptsARequest_Fails() => Breaks(checker => checker.AcceptRequest(Key, 1, Request.Text, There, "echo"));

    [Fact]
    public void Sealing_WhenAnotherAppAcceptsARequest_Fails() => Breaks(checker => checker.AcceptRequest(Key, 1, Request.Text, Here, "other"));

    [Fact]
    public void Sealing_WhenAResultIsSwapped_Fails() => Breaks(checker => checker.AcceptResult(Other, 9, Result.Text));

    [Fact]
    public void Sealing_WhenAResultIsAltered_Fails() => Breaks(checker => checker.AcceptResult(Request, 9, "altered"));

    [Fact]
    public void Sealing_WhenAResultIsAcceptedTwice_Fails()
    {
        var checker = Sealed();
        checker.AcceptResult(Request, 9, Result.Text);
        Breaks(() => checker.AcceptResult(Request, 9, Result.Text));
    }

    [Fact]
    public void Activation_OfRisingGenerations_Passes()
    {
        var checker = new ActivationChecker();
        checker.Activate(Here, Key, 1, checker.HighestOf(Here));
        checker.Activate(There, Guid.Empty, 1, checker.HighestOf(There));
        checker.Activate(Here, new Guid(2, 0, 0, new byte[8]), 2, checker.HighestOf(Here));

        Assert.Equal(2, checker.HighestOf(Here));
    }

    [Theory]
    [InlineData(Here, 2, 1, 1)] // the key again
    [InlineData(There, 1, 1, 0)] // the key again elsewhere
    [InlineData(Here, 1, 2, 0)] // the generation again
    [InlineData(Here, 4, 2, 5)] // below what was active when it began
    public void Activation_OfABrokenHistory_Fails(string place, long generation, int key, long above)
    {
        var checker = new ActivationChecker();
        checker.Activate(Here, Key, 1, above: 0);
        Breaks(() => checker.Activate(place, new Guid(key, 0, 0, new byte[8]), generation, above));
    }

    [Fact]
    public void RunOnce_OfASoundHistory_Passes()
    {
        var checker = Begun(mayRunTwice: true);
        checker.Run(1, activation: 1, Now);
        checker.End(1, activation: 1, Now);
        checker.Run(1, activation: 2, Now);
        checker.Tell(1, didRun: true);
        checker.Begin(2, mayRunTwice: false);
        checker.Tell(2, didRun: false);
    }

    [Fact]
    public void RunOnce_WhenItRunsOnTwoActivations_Fails()
    {
        var checker = Begun(mayRunTwice: false);
        checker.Run(1, activation: 1, Now);
        Breaks(() => checker.Run(1, activation: 2, Now));
    }

    [Fact]
    public void RunOnce_WhenAnActivationRunsWhatItRemembers_Fails()
    {
        var checker = Begun(mayRunTwice: true);
        checker.Run(1, activation: 1, Now);
        checker.End(1, activation: 1, Now);
        Breaks(() => checker.Run(1, activation: 1, Now.AddSeconds(29)));
    }

    [Fact]
    public void RunOnce_WhenItRunsThreeTimes_Fails()
    {
        var checker = Begun(mayRunTwice: false);
        checker.Touch(1);
        checker.Run(1, activation: 1, Now);
        checker.Run(1, activation: 2, Now);
        Breaks(() => checker.Run(1, activation: 3, Now));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RunOnce_WhenTheClientIsToldThatItDidNotRun_Fails(bool isToldFirst)
    {
        var checker = Begun(mayRunTwice: false);
        Action run = () => checker.Run(1, activation: 1, Now);
        Action tell = () => checker.Tell(1, didRun: false);
        (isToldFirst ? tell : run)();
        Breaks(isToldFirst ? run : tell);
    }

    [Fact]
    public void RunOnce_WhenAnAnswerComesOfNoRun_Fails() => Breaks(() => Begun(mayRunTwice: false).Tell(1, didRun: true));

    private static RunOnceChecker Begun(bool mayRunTwice)
    {
        var checker = new RunOnceChecker(TimeSpan.FromSeconds(30));
        checker.Begin(1, mayRunTwice);
        return checker;
    }

    private static SealingChecker Sealed()
    {
        var checker = new SealingChecker();
        checker.Seal(Request);
        checker.Seal(Other);
        checker.Seal(Result);
        return checker;
    }

    private static void Breaks(Action<SealingChecker> act) => Breaks(() => act(Sealed()));

    private static void Breaks(Action act) => Assert.Equal(5, Assert.Throws<RuleBrokenException>(act).Rule);
}
