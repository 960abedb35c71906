using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>Does the network keep its promises under every fault?</summary>
public sealed class NetworkWorldTests
{
    [Fact]
    public void Network_UnderEveryFault_KeepsItsPromises() =>
        WorldSweep.Run(() => new NetworkWorld(), firstSeed: 1, seeds: 40).DemandCoverage(new NetworkWorld());
}
