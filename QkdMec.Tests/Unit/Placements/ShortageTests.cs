using QkdMec.Protocols.Placements;

namespace QkdMec.Tests.Unit.Placements;

/// <summary>Does a refusal carry the reason, and what would fit?</summary>
public sealed class ShortageTests
{
    public static TheoryData<string, Shortage> OnNetworkS() => new()
    {
        { "spf", new Shortage(ShortageKind.Rate, new AppDemand(0, 3, 1), 2, 0) },
        { "spf", new Shortage(ShortageKind.Processing, new AppDemand(0, 1.5, 11), 0, 10) },
        { "spf", new Shortage(ShortageKind.RateAndProcessing, new AppDemand(0, 3, 11), 0, 0) },
        { "spf-static", new Shortage(ShortageKind.Processing, new AppDemand(0, 1.5, 2), 0, 1) },
        { "spf-blind", new Shortage(ShortageKind.Processing, new AppDemand(0, 1.5, 2), 0, 1) },
        { "bestfit-blind", new Shortage(ShortageKind.Rate, new AppDemand(0, 1.5, 2), 1, 0) },
        { "014-k1", new Shortage(ShortageKind.Rate, new AppDemand(0, 3, 1), 2, 0) },
        { "014-k3", new Shortage(ShortageKind.Processing, new AppDemand(0, 1.5, 11), 0, 10) },
        { "015-reuse", new Shortage(ShortageKind.Rate, new AppDemand(0, 3, 1), 2, 0) },
        { "joint", new Shortage(ShortageKind.RateAndProcessing, new AppDemand(0, 3, 11), 0, 0) },
    };

    [Theory]
    [MemberData(nameof(OnNetworkS))]
    public void Refusal_OnNetworkS(string policy, Shortage expected) =>
        Assert.Equal(expected, new PolicyCourse(policy, VectorNetworks.S()).Offer(expected.Demand.Rate, expected.Demand.Load).Shortage);

    [Fact]
    public void Refusal_WhenPathAndProcessingDoNotMeet_SaysSo()
    {
        var refused = new PolicyCourse("spf", VectorNetworks.Parse("0→1:1 0→2:5", "1:9 2:3")).Offer(2, 4).Shortage!;

        Assert.Equal(ShortageKind.Apart, refused.Kind);
        Assert.Equal((1, 3), (refused.RateThatFits, refused.LoadThatFits));
    }

    [Fact]
    public void Refusal_WhenNothingIsReached_SaysSo()
    {
        foreach (var policy in AdmissionPolicies.Names)
        {
            Assert.Equal(ShortageKind.Unreachable, new PolicyCourse(policy, VectorNetworks.Parse("1→0:5 1→2:5", "2:9")).Offer(1, 1).Shortage!.Kind);
        }
    }

    [Fact]
    public void Refusal_WhenAllKeyIsTaken_IsNotUnreachable()
    {
        var course = new PolicyCourse("spf", VectorNetworks.Parse("0→1:1", "1:9"));
        course.GoesTo(1, 1, 1, 1);
        Assert.Equal(ShortageKind.Rate, course.Offer(1, 1).Shortage!.Kind);
    }

    [Fact]
    public void WhatWouldFit_Fits_WithEveryPolicyThatLooksAtBoth()
    {
        foreach (var policy in new[] { "random", "spf", "bestfit", "spf-static", "014-k1", "014-k3", "015", "015-reuse", "spf-room", "joint-open", "joint" })
        {
            var (chance, course) = (new SeededChance(9, 9), new PolicyCourse(policy, VectorNetworks.F()));
            for (var app = 0; app < 200; app++)
            {
                var (rate, load) = (3 * chance.Fraction(), 6 * chance.Fraction());
                if (course.Offer(rate, load).Shortage is { } refused)
                {
                    Assert.True(refused.RateThatFits < rate && refused.LoadThatFits < load, $"{policy}: {refused}");
                    Fits(course, policy, new AppDemand(0, refused.RateThatFits, load), refused.RateThatFits);
                    Fits(course, policy, new AppDemand(0, rate, refused.LoadThatFits), refused.LoadThatFits);
                }
            }
        }
    }

    [Theory]
    [InlineData(2, 0, "no path has a key rate of 2.5 left: a rate of 2 with this load would fit")]
    [InlineData(0, 0, "no path has a key rate of 2.5 left: neither a smaller rate nor a smaller load alone would fit")]
    [InlineData(2, 0.5, "no path has a key rate of 2.5 left: a rate of 2 with this load would fit, or a load of 0.5 with this rate")]
    public void Text_NamesReasonAndWhatWouldFit(double rate, double load, string text) =>
        Assert.Equal(text, new Shortage(ShortageKind.Rate, new AppDemand(0, 2.5, 1), rate, load).ToString());

    [Fact]
    public void Texts_AreOneLineForEveryKind() =>
        Assert.All(Enum.GetValues<ShortageKind>(), kind => Assert.DoesNotContain('\n', new Shortage(kind, new AppDemand(0, 1, 1), 0, 0).ToString()));

    private static void Fits(PolicyCourse course, string policy, AppDemand smaller, double size)
    {
        if (size > 0)
        {
            Assert.Null(AdmissionPolicies.Create(policy, course.Board.Network, new SeededChance(1, 0)).Decide(course.Board, smaller).Shortage);
        }
    }
}
