using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.CheckerTests;

/// <summary>Does each checker of the key rules fail on a broken history, and pass a sound one?</summary>
public sealed class KeyRuleCheckerTests
{
    private static readonly byte[] One = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
    private static readonly byte[] Other = [21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36];

    [Fact]
    public void OnceOnly_WhenAPositionIsGivenOutTwice_Fails()
    {
        var checker = new OnceOnlyChecker();
        checker.GiveOut(One, "the first key");
        checker.GiveOut(Other, "the second key");

        var broken = Assert.Throws<RuleBrokenException>(() => checker.GiveOut(One.AsSpan(8), "a pad"));
        Assert.Equal(1, broken.Rule);
        Assert.Contains("the first key", broken.Message);
    }

    [Fact]
    public void Agreement_WhenTheEndsDiffer_Fails() => Breaks(2, checker => checker.Fetch(Id(1), "m", "s", Other));

    [Fact]
    public void Agreement_WhenAnIdWasNeverGivenOut_Fails() => Breaks(2, checker => checker.Fetch(Id(2), "m", "s", One));

    [Fact]
    public void Agreement_WhenAnIdIsGivenTwice_Fails() => Breaks(2, checker => checker.Issue(Key(1, Other)));

    [Fact]
    public void Agreement_WhenAnotherSaeGetsTheKey_Fails() => Breaks(4, checker => checker.Fetch(Id(1), "m", "other", One));

    [Fact]
    public void Agreement_WhenAnotherMasterIsNamed_Fails() => Breaks(4, checker => checker.Fetch(Id(1), "other", "s", One));

    [Fact]
    public void Agreement_OfTheSameBytes_Passes() => Checker().Fetch(Id(1), "m", "s", One);

    [Fact]
    public void Durability_WhenAnAcknowledgedKeyIsGone_Fails()
    {
        var checker = new DurabilityChecker<int>();
        checker.Acknowledge(1);

        Assert.Equal(6, Assert.Throws<RuleBrokenException>(() => checker.Demand(1, isThere: false)).Rule);
    }

    [Fact]
    public void Durability_OfWhatWasUsedOrExcusedOrNeverAcknowledged_Passes()
    {
        var checker = new DurabilityChecker<int>();
        checker.Acknowledge(1);
        checker.Settle(1);
        checker.Demand(1, isThere: false);
        checker.Acknowledge(2);
        checker.ExcuseAll();
        checker.Demand(2, isThere: false);
        checker.Demand(3, isThere: false);

        Assert.Empty(checker.Owed);
    }

    [Fact]
    public void Durability_WhenAnAcknowledgedKeyIsDenied_Fails()
    {
        var checker = new DurabilityChecker<int>();
        checker.Acknowledge(1);
        checker.Acknowledge(2);

        Assert.Equal(6, Assert.Throws<RuleBrokenException>(() => checker.Deny([1, 2])).Rule);
    }

    [Fact]
    public void Durability_WhenSomethingUsedOrUnknownIsDenied_Passes()
    {
        var checker = new DurabilityChecker<int>();
        checker.Acknowledge(1);
        checker.Acknowledge(2);
        checker.Settle(2);
        checker.Deny([1, 2]);
        checker.Deny([3]);

        Assert.Equal([1], checker.Owed);
    }

    [Fact]
    public void Promptness_WhenAnAnswerIsLate_Fails()
    {
        var checker = new PromptnessChecker(TimeSpan.FromSeconds(2));
        checker.Answered("enc_keys", TimeSpan.FromSeconds(2));

        Assert.Equal(7, Assert.Throws<RuleBrokenException>(() => checker.Answered("enc_keys", TimeSpan.FromSeconds(2.1))).Rule);
    }

    [Fact]
    public void DisjointRoutes_WhenARelayIsGivenTwoShares_Fails()
    {
        var checker = new DisjointRoutesChecker();
        checker.Carry("block", "relay", 0);

        Assert.Equal(3, Assert.Throws<RuleBrokenException>(() => checker.Carry("block", "relay", 1)).Rule);
    }

    [Fact]
    public void DisjointRoutes_OfSharesByOtherRelaysOrOfOtherBlocks_Passes()
    {
        var checker = new DisjointRoutesChecker();
        checker.Carry("block", "relay", 0);
        checker.Carry("block", "relay", 0);
        checker.Carry("block", "other relay", 1);
        checker.Carry("other block", "relay", 1);
        checker.Carry("block", null, 0);
        checker.Carry("block", null, 1);
    }

    private static void Breaks(int rule, Action<AgreementChecker> act) =>
        Assert.Equal(rule, Assert.Throws<RuleBrokenException>(() => act(Checker())).Rule);

    private static AgreementChecker Checker()
    {
        var checker = new AgreementChecker();
        checker.Issue(Key(1, One));
        return checker;
    }

    private static IssuedKey Key(long block, byte[] bytes) => new(Id(block), "m", "s", bytes, TimeSpan.Zero);

    private static KeyId Id(long block) => KeyId.Create(new KeyLocation(block, 0, One.Length), 7);
}
