using QkdMec.Grains.Notifications;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.Notifications;

/// <summary>Does what failed rest for long enough, and not for ever?</summary>
public sealed class BackOffTests
{
    private static readonly NotificationOptions Options = new();

    [Fact]
    public void Rest_Doubles_UpToTheLongest_VariedByAFifth()
    {
        var backOff = new BackOff(Options, new SeededEntropy(1));
        for (var attempts = 1; attempts <= 50; attempts++)
        {
            var plain = Math.Min(Math.Pow(2, attempts - 1), 300);
            for (var draw = 0; draw < 20; draw++)
            {
                Assert.InRange(backOff.After(attempts, null).TotalSeconds, plain * 0.8, Math.Min(plain * 1.2, 300));
            }
        }
    }

    [Fact]
    public void Rest_IsNotAlwaysTheSame()
    {
        var backOff = new BackOff(Options, new SeededEntropy(1));

        Assert.True(Enumerable.Range(0, 20).Select(_ => backOff.After(1, null)).Distinct().Count() > 10);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(86400, 300)]
    public void Rest_ThatTheReceiverWishes_IsHonoured_WithinTheLongest(int wished, int expected) =>
        Assert.Equal(expected, new BackOff(Options, new SeededEntropy(1)).After(1, TimeSpan.FromSeconds(wished)).TotalSeconds);

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    public void Rest_ThatTheReceiverWishesShorter_StaysAsItIs(int wished) =>
        Assert.InRange(new BackOff(Options, new SeededEntropy(1)).After(1, TimeSpan.FromSeconds(wished)).TotalSeconds, 0.8, 1.2);

    [Fact]
    public void Options_ByDefault_HaveNoFault() => Assert.Empty(new NotificationOptions().FindFaults());

    [Fact]
    public void Options_BeyondTheirLimits_AreAllNamed()
    {
        var wrong = new NotificationOptions
        {
            Attempts = 0, FirstDelay = TimeSpan.Zero, LongestDelay = TimeSpan.FromDays(2), RequestTimeout = TimeSpan.Zero, QueueLimit = 1, DeadLetters = 1,
            LookPeriod = TimeSpan.Zero, RememberEnd = TimeSpan.Zero,
        };

        Assert.Equal(8, wrong.FindFaults().Length);
    }
}
