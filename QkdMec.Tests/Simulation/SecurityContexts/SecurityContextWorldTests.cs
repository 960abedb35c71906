using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>Do security contexts keep the rules under every fault and attack?</summary>
public sealed class SecurityContextWorldTests
{
    [Fact]
    public void Seeds_KeepTheRules_AndMeetEveryFaultAndEveryOutcome() =>
        WorldSweep.Run(() => new SecurityContextWorld(), firstSeed: 1, seeds: 40).DemandCoverage(new SecurityContextWorld());

    [Fact]
    public void Trace_OfSameSeed_IsSame() =>
        Assert.Equal(WorldRun.Run(new SecurityContextWorld(), 3).TraceHash, WorldRun.Run(new SecurityContextWorld(), 3).TraceHash);

    // Seeds that once failed.
    [Theory]
    [InlineData(61)]
    [InlineData(111)]
    [InlineData(189)]
    [InlineData(200)]
    [InlineData(501)]
    public void Seed_ThatOnceFailed_KeepsTheRules(ulong seed) => WorldRun.Run(new SecurityContextWorld(), seed);
}
