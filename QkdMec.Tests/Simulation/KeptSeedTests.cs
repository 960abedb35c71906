using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation;

/// <summary>Seeds that once failed. What they meet changes with the product; they stay, for what they met once was worth meeting.</summary>
public sealed class KeptSeedTests
{
    [Theory]
    [InlineData("key-path", 635)] // one end swept blocks of a new epoch by the old epoch's mark
    [InlineData("key-network", 25)] // the SAE had shown too many wrong ids when its key was asked for
    [InlineData("key-network", 308)] // a late call to overhear a link ran after the one that ended it
    [InlineData("key-network", 1050)] // every site was down for most of the run, which ended before it had met five faults
    [InlineData("key-path", 178)] // a fetch took a block whose loading had failed for another request, on a full disk, for one that is not there
    [InlineData("key-path", 269)] // an end counted as agreed though its vault could not follow into the epoch, and never made a block again
    [InlineData("key-path", 278)] // as 178
    [InlineData("mec", 54)] // a late reservation ran while the deletion of its context stood half-way
    [InlineData("mec", 1051)] // an old activation of the network answered that a context held nothing
    public void Seed_ThatOnceFailed_KeepsTheRules(string world, ulong seed) => new WorldSweep().Add(WorldRun.Run(WorldCatalog.Create(world), seed), seed);
}
