using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Silo.Deployments;
using QkdMec.Silo.Running;
using QkdMec.Silo.Scenarios;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Wire.Networks;

/// <summary>Does <c>qkdmec ready</c> tell a script what a machine says of itself?</summary>
public sealed class ReadyCommandTests
{
    private readonly string address = $"http://127.0.0.1:{FreePorts.Take()}";

    [Fact]
    public async Task Ready_OfAMachineThatStarts_IsRefusedWithTheReason()
    {
        var scenario = ScenarioLibrary.Load("hospital");
        var machine = new Machine { Name = "all", Address = "10.0.0.11", Sites = [.. scenario.Sites.Select(site => site.Id)], Health = address };
        var file = new DeploymentFile(new Deployment { Name = "lab", Scenario = "hospital", Machines = [machine] }, scenario);
        await using var health = await HealthListener.StartAsync(new MachinePlan(file, machine), NullLoggerFactory.Instance);

        var run = await CommandRun.OfAsync("ready", "--at", address);
        Assert.Equal((1, "", "qkdmec: 503 Service Unavailable: The process is starting."), (run.ExitCode, run.Output, run.Error.Trim()));
    }

    [Fact]
    public async Task Ready_WhereNobodyListens_IsUnreachable()
    {
        var run = await CommandRun.OfAsync("ready", "--at", address);
        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains($"nobody answers at {address}", run.Error, StringComparison.Ordinal);
    }
}
