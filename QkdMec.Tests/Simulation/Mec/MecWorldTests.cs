using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.Mec;

/// <summary>Does the MEC system survive?</summary>
public sealed class MecWorldTests
{
    [Fact]
    public void Sweep_LosesNothingAndLeaksNothing()
    {
        var sweep = WorldSweep.Run(() => new MecWorld(), firstSeed: 1, seeds: 40);

        sweep.DemandCoverage(new MecWorld());
    }

    [Fact]
    public void Check_WhenHostsNeverAsk_FindsWhatIsHeldForNobody() =>
        Assert.Throws<WorldFailedException>(() => WorldSweep.Run(() => new MecWorld(settleAfter: TimeSpan.FromDays(365)), firstSeed: 1, seeds: 10));
}
