using QkdMec.Tests.Simulation.Checkers;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.KeyNetworks.Variants;

/// <summary>Does the world find a broken promise, and within how many seeds?</summary>
public sealed class VariantTests
{
    private const int MostKmes = 4;
    private const int MostSeeds = 40;

    [Fact]
    public void LeaseNotAcknowledged_IsCaughtWithin40Seeds() => Caught(() => BrokenVariants.LeaseNotAcknowledged, rule: 1, within: 40);

    [Fact]
    public void PadReused_IsCaughtWithin40Seeds() => Caught(() => BrokenVariants.PadReused, rule: 1, within: 40);

    [Fact]
    public void IdNotBoundToSaes_IsCaughtWithin40Seeds() => Caught(() => BrokenVariants.IdNotBoundToSaes, rule: 4, within: 40);

    [Fact]
    public void DirectionAgreedByMessage_IsCaughtWithin40Seeds() => Caught(() => BrokenVariants.DirectionAgreedByMessage, rule: 1, within: 40);

    [Fact]
    public void ConsumptionNotWritten_IsCaughtWithin40Seeds() => Caught(() => BrokenVariants.ConsumptionNotWritten, rule: 1, within: 40);

    [Fact]
    public void MarkInStateOnly_IsCaughtWithin40Seeds() => Caught(() => BrokenVariants.MarkInStateOnly, rule: 1, within: 40);

    [Fact]
    public void BlocksNotCompared_IsCaughtWithin40Seeds() => Caught(() => BrokenVariants.BlocksNotCompared, rule: 2, within: 40);

    [Fact]
    public void EveryListenerServes_IsCaughtWithin40Seeds() =>
        Caught(() => BrokenVariants.EveryListenerServes, rule: 1, within: 40, KeyNetworkWorld.Listeners);

    [Fact]
    public void Unbroken_KeepsTheRulesInAllTheseSeeds() =>
        Assert.Equal(MostSeeds, WorldSweep.Run(() => KeyNetworkWorld.Drawn(mostKmes: MostKmes), firstSeed: 1, MostSeeds).Seeds);

    private static void Caught(Func<KeyNetworkVariant> variant, int rule, int within) =>
        Caught(variant, rule, within, broken => KeyNetworkWorld.Drawn(broken, MostKmes));

    private static void Caught(Func<KeyNetworkVariant> variant, int rule, int within, Func<KeyNetworkVariant, KeyNetworkWorld> world)
    {
        for (var seed = 1; seed <= within; seed++)
        {
            try
            {
                WorldRun.Run(world(variant()), (ulong)seed);
            }
            catch (WorldFailedException failure) when (failure.InnerException is RuleBrokenException { } broken && broken.Rule == rule)
            {
                TestContext.Current.SendDiagnosticMessage($"{variant().Name}: caught at seed {seed}: {broken.Message}");
                return;
            }
            catch (WorldFailedException)
            {
                // Another rule or the check of service found it first; it is the one it breaks that counts.
            }
        }

        Assert.Fail($"'{variant().Name}' was not caught within {within} seeds");
    }
}
