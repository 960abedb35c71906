using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Tests.Unit.QkdNetworks;

public sealed class QkdNetworkOptionsValidatorTests
{
    [Fact]
    public void Validate_OfTheDefaults_Succeeds()
    {
        Assert.True(new QkdNetworkOptionsValidator().Validate(null, new QkdNetworkOptions()).Succeeded);
        Assert.True(new TrustedRelayOptionsValidator().Validate(null, new TrustedRelayOptions()).Succeeded);
        Assert.True(new KmeOptionsValidator().Validate(null, new KmeOptions()).Succeeded);
    }

    [Fact]
    public void Validate_ListsEveryFault()
    {
        var network = new QkdNetworkOptions
        {
            TickPeriod = TimeSpan.Zero,
            LowWatermark = 2,
            RelayBlockBytes = 1001,
            BaseStockBytes = 0,
            DemandHorizon = TimeSpan.Zero,
            SpareStockBytes = -1,
            MaxBlocksInHand = 0,
            MaxReadsPerTick = 0,
            IdleReadPeriod = TimeSpan.Zero,
            HopRest = TimeSpan.FromHours(1),
            DisjointPaths = 9,
            MaxBlocksPerTick = 0,
            LinkReserveBytes = -1,
            ReserveRecovery = 0.9,
            CallTimeout = TimeSpan.Zero,
            RoutePolicy = "scenic",
        };
        network.DisjointPathsOfPairs["a~b"] = 0;
        var relays = new TrustedRelayOptions { StagingBytes = 0, HopTimeout = TimeSpan.Zero };
        var kmes = new KmeOptions { SupplyTimeout = TimeSpan.Zero, ReadTimeout = TimeSpan.Zero };

        Assert.Equal(17, new QkdNetworkOptionsValidator().Validate(null, network).Failures!.Count());
        Assert.Equal(2, new TrustedRelayOptionsValidator().Validate(null, relays).Failures!.Count());
        Assert.Equal(2, new KmeOptionsValidator().Validate(null, kmes).Failures!.Count());
    }
}
