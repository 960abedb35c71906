using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>Does a pool go on when the disk of a vault has room again?</summary>
public sealed class FullDiskTests
{
    private const int Attempts = 5;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Supply_AfterTheVaultCouldNotFollowAHelloIntoItsEpoch_IsMade()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        var (vault, disk) = FullVault.Of(world.AlphaSite.Vault);
        world.AlphaSite.Vault = vault;
        disk.IsFull = true;
        Assert.Equal(LeaseStatus.PeerUnreachable, (await world.BetaOut.LeaseAsync(new LeaseRequest(LeasePurpose.Key, 64), Token)).Status);

        disk.IsFull = false;
        var status = SupplyStatus.Unavailable;
        for (var attempt = 0; attempt < Attempts && status != SupplyStatus.Committed; attempt++)
        {
            status = await world.AlphaIn.SupplyAsync(KeyPoolWorld.Supply(4096), Token);
        }

        Assert.Equal(SupplyStatus.Committed, status);
    }
}
