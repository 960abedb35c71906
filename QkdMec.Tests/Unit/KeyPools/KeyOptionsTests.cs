using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Unit.KeyPools;

public sealed class KeyOptionsTests
{
    [Fact]
    public void Faults_OfTheDefaults_AreNone()
    {
        Assert.Empty(new KeyPoolOptions().Faults());
        Assert.Empty(new KeyDeliveryOptions().Faults());
    }

    [Fact]
    public void Faults_NameEveryWrongOption()
    {
        var pools = new KeyPoolOptions { CapacityBytes = 1, TimeToLive = TimeSpan.Zero, PeerTimeout = TimeSpan.FromSeconds(3), SweepPeriod = TimeSpan.Zero };
        Assert.Equal(4, pools.Faults().Count());
        Assert.Contains(pools.Faults(), fault => fault.StartsWith("PeerTimeout", StringComparison.Ordinal));
        Assert.Equal(3, new KeyDeliveryOptions { MaxKeyBytes = 513, MaxKeysPerRequest = 0, MarkDelay = TimeSpan.FromSeconds(1) }.Faults().Count());
    }
}
