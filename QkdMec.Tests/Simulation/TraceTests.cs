using System.Diagnostics;
using QkdMec.Tests.Simulation.Ledgers;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation;

/// <summary>Is a simulation its seed?</summary>
public sealed class TraceTests
{
    [Fact]
    public void Trace_OfSameSeed_IsSame()
    {
        var (one, other) = (WorldRun.Run(new LedgerWorld(), 7), WorldRun.Run(new LedgerWorld(), 7));

        Assert.Equal(one.TraceHash, other.TraceHash);
        Assert.Equal(one.ToString(), other.ToString());
    }

    [Fact]
    public void Trace_OfOtherSeed_IsOther() =>
        Assert.Equal(20, Enumerable.Range(1, 20).Select(seed => WorldRun.Run(new LedgerWorld(), (ulong)seed).TraceHash).Distinct().Count());

    [Fact]
    public async Task Trace_OfSameSeedInTwoProcesses_IsSame()
    {
        var (one, other) = (await HashInProcessAsync(42), await HashInProcessAsync(42));

        Assert.Matches("^[0-9a-f]{16}$", one);
        Assert.Equal(one, other);
        Assert.NotEqual(one, await HashInProcessAsync(43));
    }

    [Fact]
    public void Sweep_OverSeeds_MeetsEveryFaultAndEveryOutcome()
    {
        var sweep = WorldSweep.Run(() => new LedgerWorld(), firstSeed: 1, seeds: 60);

        sweep.DemandCoverage(new LedgerWorld());
    }

    private static async Task<string> HashInProcessAsync(int seed)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(TraceTests).Assembly.Location, "simulate", "ledger", $"{seed}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output.Trim();
    }
}
