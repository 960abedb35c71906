using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.Sweeps;

/// <summary>Does a long sweep go on where it was, and keep what failed?</summary>
public sealed class OvernightTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qkdmec-overnight-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Shares_OfAllWorlds_AreAllSeeds_AboutHalfOfThemOfKeyNetworks()
    {
        Assert.Equal(100_000UL, WorldCatalog.Names.Aggregate(0UL, (sum, world) => sum + OvernightCommand.ShareOf(world, 100_000)));
        Assert.InRange(OvernightCommand.ShareOf("key-network", 100_000), 50_000UL, 50_000UL + (ulong)WorldCatalog.Names.Count());
    }

    [Fact]
    public void Progress_ReadAgain_IsWhereItWas()
    {
        new OvernightProgress(_folder).Keep("ledger", 101);
        new OvernightProgress(_folder).Keep("mec", 7);
        var progress = new OvernightProgress(_folder);

        Assert.Equal((101UL, 7UL, 1UL), (progress.NextOf("ledger"), progress.NextOf("mec"), progress.NextOf("network")));
    }

    [Fact]
    public void Progress_OfAFailedSeed_HasTheCommandThatReplaysIt()
    {
        new OvernightProgress(_folder).Fail("ledger", 9, "it broke");

        Assert.Equal(["ledger 9: dotnet run --project QkdMec.Tests -- simulate ledger 9", "it broke"], File.ReadAllLines(Path.Combine(_folder, "failed-seeds.txt")));
    }

    [Fact]
    public void Sweep_OnTwoThreads_RunsEverySeedOnce()
    {
        var sweep = new SeedSweep("ledger", parallel: 2, TimeSpan.MaxValue);
        sweep.Run(first: 1, count: 12);

        Assert.Equal((12, 0, 12), (sweep.Done, sweep.Failed, sweep.Sums.Seeds));
        Assert.Equal(WorldSweep.Run(() => WorldCatalog.Create("ledger"), 1, 12).Outcomes, sweep.Sums.Outcomes);
    }

    [Fact]
    public void Sweep_WhenItsTimeIsOver_BeginsNoSeed()
    {
        var sweep = new SeedSweep("ledger", parallel: 2, TimeSpan.Zero);
        sweep.Run(first: 1, count: 12);

        Assert.Equal(0, sweep.Done);
    }

    [Theory]
    [InlineData("--parallel", "0")]
    [InlineData("--parallel")]
    [InlineData("--seeds", "3")]
    public void Arguments_ThatMakeNoSense_AreRefused(params string[] arguments) => Assert.Null(SweepArguments.Parse(arguments));

    [Fact]
    public void Arguments_OfThreadsAndMinutes_AreRead() =>
        Assert.Equal(new SweepArguments(2, TimeSpan.FromMinutes(9)), SweepArguments.Parse(["--parallel", "2", "--minutes", "9"]));
}
