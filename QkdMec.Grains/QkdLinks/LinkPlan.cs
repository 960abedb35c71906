using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Topologies;

namespace QkdMec.Grains.QkdLinks;

/// <summary>A link as it is laid.</summary>
/// <param name="Link">Its two ends.</param>
/// <param name="Fibre">The fibre between them.</param>
/// <param name="Device">The devices at its ends.</param>
/// <param name="Seed">The seed of its error rate and its failures in time.</param>
/// <param name="ReserveBytes">What relaying leaves in each of its directed pools; null: the network's default.</param>
public sealed record LinkPlan(LinkId Link, Fibre Fibre, DeviceProfile Device, ulong Seed = 1, long? ReserveBytes = null)
{
    /// <summary>The rate with nothing disturbing it.</summary>
    public double NominalRateBitsPerSecond => Device.RateBitsPerSecond(Fibre.LossDb, Device.Qber.Mean);

    /// <summary>The version of the topology that laid it; 0: the scenario did. A link that is laid anew is another one.</summary>
    public long Generation { get; init; }

    /// <summary>What it was made of; null: of nothing that could be written down.</summary>
    public LinkDefinition? Definition { get; init; }

    /// <summary>How it fails by itself; null: it does not.</summary>
    public OutageProfile? Outages { get; init; }

    /// <summary>Key, in bytes, that its devices have ready when the link runs for the very first time. Default 0.</summary>
    public long InitialStoreBytes { get; init; }
}
