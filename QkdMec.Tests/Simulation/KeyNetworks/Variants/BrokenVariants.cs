using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Tests.Simulation.KeyNetworks.Variants;

/// <summary>Systems with one promise broken, each by a part of a test in the place of the product's.</summary>
internal static class BrokenVariants
{
    public static KeyNetworkVariant LeaseNotAcknowledged => new("lease not acknowledged by the other end")
    {
        Grains = new Dictionary<Type, Type> { [typeof(InboundKeyPoolGrain)] = typeof(UnacknowledgedLeaseGrain) },
    };

    public static KeyNetworkVariant PadReused => new("relay pad reused") { Pads = pads => new ReusedPads(pads) };

    public static KeyNetworkVariant IdNotBoundToSaes => new("key id bound to the KMEs, not to the SAEs") { SaeName = FirstAtItsKme };

    public static KeyNetworkVariant DirectionAgreedByMessage => new("direction of a block agreed by message") { Vault = UndecidedBlocks.Of };

    public static KeyNetworkVariant ConsumptionNotWritten => new("consumption never written")
    {
        Vault = vault => AlteredVault.Of(vault, nameof(IKeyVault.SaveMarksAsync), (_, _) => ValueTask.CompletedTask),
    };

    public static KeyNetworkVariant MarkInStateOnly => new("watermark kept in the grain state only")
    {
        Vault = vault => AlteredVault.Of(vault, nameof(IKeyVault.RaiseMarkAsync), (_, _) => ValueTask.CompletedTask),
    };

    public static KeyNetworkVariant EveryListenerServes => new("every listener serves every block")
    {
        Vault = vault => AlteredVault.Of(vault, nameof(IServingRecords.ServeAsync), (_, asked) => ValueTask.FromResult<ListenerLife?>(
            new ListenerLife(KeyListenerId.Parse("any/listener"), (long)asked[2]!, 1))),
    };

    public static KeyNetworkVariant BlocksNotCompared
    {
        get
        {
            var blocks = new UncomparedBlocks();
            return new KeyNetworkVariant("blocks not compared") { Vault = blocks.Of, Blocks = blocks.Of };
        }
    }

    private static string FirstAtItsKme(DrawnNetwork network, string sae) =>
        network.Topology.KmeOf(SaeId.Parse(sae)) is { } kme ? network.Topology.SaesOf(kme)[0].Value : sae;
}
