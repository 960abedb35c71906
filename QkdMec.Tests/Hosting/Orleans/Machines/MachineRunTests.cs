namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>The short form of the command <c>machines</c>.</summary>
[Collection(MachineRunGroup.Name)]
public sealed class MachineRunTests(ITestOutputHelper test)
{
    private static readonly MachineOptions Short = new() { Faults = 6, Seed = 3 };

    [Fact]
    public async Task Faults_GiveNothingTwiceAndLoseNothing()
    {
        Assert.SkipWhen(LaidOutCluster.WhyNot is not null, LaidOutCluster.WhyNot ?? "");
        using var output = new StringWriter();
        var run = new MachineRun(Short, output);
        await run.RunAsync(TestContext.Current.CancellationToken);
        test.WriteLine(output.ToString());

        Assert.Empty(run.Violations);
        Assert.True(run.Keys.Counts.Fetched > 0, "no key was fetched");
    }
}
