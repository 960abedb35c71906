using QkdMec.Embedded.Simulation;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>How vaults misbehave, drawn from the seed; each fault is counted as an outcome of the world.</summary>
internal sealed class VaultFaults(SimulatedCluster simulation, Action<string> count)
{
    public const string FailedBefore = "vault failed before";
    public const string FailedAfter = "vault failed after";
    public const string WasSlow = "vault slow";
    public const string WasFull = "vault full";

    private const double FailureRate = 0.004;
    private const double SlowRate = 0.004;
    private const double NoRoomRate = 0.75;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    /// <summary>How long an answer takes on its way back.</summary>
    public static TimeSpan Return { get; } = TimeSpan.FromMicroseconds(100);

    public TimeSpan Latency()
    {
        if (!Strikes(SlowRate))
        {
            return simulation.Random.Between(TimeSpan.Zero, Quick);
        }

        count(WasSlow);
        return simulation.Random.Between(Quick, Slow);
    }

    public void FailMaybe(string fault)
    {
        if (Strikes(FailureRate))
        {
            count(fault);
            throw new KeyVaultException($"The disk failed ({fault}).");
        }
    }

    /// <summary>On a full disk what is to be written finds no room; now and then something small does.</summary>
    public void FailForWantOfRoom(VaultDisk disk)
    {
        if (disk.IsFull && Strikes(NoRoomRate))
        {
            count(WasFull);
            throw new KeyVaultException("The disk is full.");
        }
    }

    private bool Strikes(double rate) => simulation.Faults.IsOn && simulation.Random.Chance(rate);
}
