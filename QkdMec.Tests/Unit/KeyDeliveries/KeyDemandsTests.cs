using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Unit.KeyDeliveries;

/// <summary>Which blocks are as a request demands?</summary>
public sealed class KeyDemandsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch + TimeSpan.FromDays(400);

    [Theory]
    [InlineData(false, null, BlockOrigin.Relayed, 1_000_000, true)]
    [InlineData(true, null, BlockOrigin.Link, 1_000_000, true)]
    [InlineData(true, null, BlockOrigin.Relayed, 0, false)]
    [InlineData(true, null, BlockOrigin.Local, 0, false)]
    [InlineData(false, 30_000, BlockOrigin.Relayed, 30_000, true)]
    [InlineData(false, 30_000, BlockOrigin.Relayed, 30_001, false)]
    [InlineData(false, 0, BlockOrigin.Link, 0, true)]
    [InlineData(true, 30_000, BlockOrigin.Link, 30_001, false)]
    public void AreMetBy_LooksAtOriginAndAge(bool directOnly, int? maxAge, BlockOrigin origin, int age, bool met)
    {
        var demands = new KeyDemands(directOnly, maxAge is { } most ? TimeSpan.FromMilliseconds(most) : null);
        Assert.Equal(met, demands.AreMetBy(new BlockProvenance(origin, Now - TimeSpan.FromMilliseconds(age)), Now));
    }

    [Fact]
    public void And_IsTheStricterOfBoth()
    {
        var (direct, old, young) = (new KeyDemands(true, null), new KeyDemands(false, TimeSpan.FromSeconds(9)), new KeyDemands(false, TimeSpan.FromSeconds(3)));
        Assert.Equal(new KeyDemands(true, TimeSpan.FromSeconds(3)), old.And(young).And(direct));
        Assert.Equal(new KeyDemands(true, TimeSpan.FromSeconds(3)), direct.And(young).And(old));
    }
}
