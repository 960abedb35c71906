using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.KeyPaths;

/// <summary>Does the key path keep the rules under every fault?</summary>
public sealed class KeyPathTests
{
    [Fact]
    public void Seeds_KeepTheRules_AndMeetEveryFaultAndEveryOutcome()
    {
        var sweep = WorldSweep.Run(() => new KeyPathWorld(), firstSeed: 1, seeds: 60);

        sweep.DemandCoverage(new KeyPathWorld());
    }
}
