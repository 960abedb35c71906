namespace QkdMec.Tests.Processes.Crashes;

/// <summary>Do the rounds of a seed hold what a run is to show?</summary>
public sealed class RoundPlanTests
{
    [Fact]
    public void Draw_OfOneSeed_IsAlwaysTheSame() => Assert.Equal(Plans(CrashTests.Short), Plans(CrashTests.Short));

    [Fact]
    public void Draw_OfTheShortForm_HasEveryKind()
    {
        var missing = MissingIn(Plans(CrashTests.Short));
        Assert.True(missing.Count == 0, $"seed {CrashTests.Short.Seed} lacks {string.Join(", ", missing)}; a seed that does not: {Enumerable.Range(1, 500).FirstOrDefault(seed => MissingIn(Plans(CrashTests.Short with { Seed = seed })).Count == 0)}");
    }

    private static List<RoundPlan> Plans(CrashOptions options)
    {
        var random = new Random(options.Seed);
        return [.. Enumerable.Range(1, options.Rounds).Select(round => RoundPlan.Draw(round, options, random))];
    }

    private static List<string> MissingIn(List<RoundPlan> plans)
    {
        var firstCopy = plans.FindIndex(plan => plan.AnswersBeforeCopy is not null);
        var putBack = plans.Skip(firstCopy < 0 ? plans.Count : firstCopy).SkipLast(1).Select(plan => plan.RollBack).ToList();
        return
        [
            .. plans.Exists(plan => plan.AnswersBeforeKill == 0) ? Array.Empty<string>() : ["a kill while starting"],
            .. putBack.Exists(back => back is { State: true, VaultOf: null }) ? Array.Empty<string>() : ["grain states put back"],
            .. putBack.Exists(back => back is { State: false, VaultOf: not null }) ? Array.Empty<string>() : ["a vault put back"],
            .. putBack.Exists(back => back is { State: true, VaultOf: not null }) ? Array.Empty<string>() : ["both put back"],
            .. plans.Sum(plan => plan.AnswersBeforeKill) > 1500 ? Array.Empty<string>() : ["load"],
        ];
    }
}
