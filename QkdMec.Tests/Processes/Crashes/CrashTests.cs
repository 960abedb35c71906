using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Processes.Crashes;

/// <summary>The short form of the command <c>crash</c>: kills under load and databases put back, on either grain host.</summary>
[Collection(ProcessGroup.Name)]
public sealed class CrashTests(ITestOutputHelper test)
{
    /// <summary>Eight rounds of a seed that has every kind of kill and roll-back.</summary>
    internal static CrashOptions Short { get; } = new() { Rounds = 8, Seed = 7, MostAnswers = 1500 };

    [Fact]
    public async Task Crashes_GiveNothingTwiceAndLoseNothing()
    {
        await using var states = await ProductStates.StartAsync();
        using var output = new StringWriter();
        using var run = new CrashRun(Short, output, states);
        await run.RunAsync();
        test.WriteLine(output.ToString());

        Assert.Empty(run.Ledger.Violations);
        Assert.True(run.Ledger.Counts.Fetched > 0, "no key was fetched");
    }
}
