using QkdMec.Embedded.Simulation;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>What all sites of a world share.</summary>
internal sealed record KeyNetworkSetting(SimulatedCluster Simulation, DrawnNetwork Network, KeyNetworkVariant Variant, KeyNetworkHistory History)
{
    public const int LinkBlockBytes = 4096;
    public const int RelayBlockBytes = 4096;
    public const int LinkReserveBytes = 4096;

    private const int SmallNetwork = 4;
    private const int MiddlingNetwork = 10;

    /// <summary>Small pools, so that they run dry.</summary>
    public static KeyPoolOptions Pools { get; } = new() { CapacityBytes = 24 * 1024 };

    public static KeyDeliveryOptions Delivery { get; } = new() { MinLeaseBytes = 1024, WrongIdLimit = 10 };

    /// <summary>Grain states that belong to no site.</summary>
    public SnapshotStore SharedStates { get; } = new(Simulation.Clock);

    public ulong EntropySeed { get; } = Simulation.Random.Next();

    public required VaultFaults VaultFaults { get; init; }

    public required Wire Wire { get; init; }

    /// <summary>Runs when a listener asks another one.</summary>
    public required Action Asked { get; init; }

    /// <summary>Runs when a process of a site has begun.</summary>
    public required Action<Life> Began { get; init; }

    /// <summary>How often links make blocks and the network looks: less in large networks, where most turns would be theirs.</summary>
    public TimeSpan LinkTick { get; } = TimeSpan.FromMilliseconds(Network.Size <= SmallNetwork ? 100 : Network.Size <= MiddlingNetwork ? 250 : 1000);

    public TimeSpan NetworkTick => LinkTick * 2;
}
