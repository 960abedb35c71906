using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>Do changes of the topology last and reach every silo, under every fault?</summary>
public sealed class TopologyWorldTests
{
    [Fact]
    public void Topology_UnderEveryFault_IsOneForAll() =>
        WorldSweep.Run(() => new TopologyWorld(), firstSeed: 1, seeds: 25).DemandCoverage(new TopologyWorld());
}
