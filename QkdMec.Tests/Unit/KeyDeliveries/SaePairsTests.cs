using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.KeyDeliveries;

/// <summary>Is what is remembered of pairs bounded, and are quotas kept meanwhile?</summary>
public sealed class SaePairsTests
{
    private static readonly KmeAddress Here = new(SiteId.Parse("a"), KmeId.Parse("kme-a"));
    private static readonly KmeAddress There = new(SiteId.Parse("b"), KmeId.Parse("kme-b"));
    private static readonly SaeId Master = SaeId.Parse("sae-a");
    private static readonly NetworkTopology Topology = new(
        [Here, There],
        [LinkId.Between(Here.Kme, There.Kme)],
        [new(Master, Here.Kme), .. Enumerable.Range(0, 10_000).Select(number => KeyValuePair.Create(Slave(number), There.Kme))]);

    [Fact]
    public void Issued_ForManyPairs_KeepsABoundedNumber()
    {
        var pairs = PairsOf(1000);
        for (var number = 0; number < 10_000; number++)
        {
            Assert.Equal(There.Kme, pairs.Issued(Master, Slave(number)).Remote);
        }

        Assert.InRange(pairs.Count, 1, 2002);
    }

    [Fact]
    public void Issued_OfAPairThatIsAskedForAgain_KeepsItsQuota()
    {
        var pairs = PairsOf(1000);
        var quota = pairs.Issued(Master, Slave(0)).Quota;
        for (var number = 1; number < 10_000; number++)
        {
            pairs.Issued(Master, Slave(number));
            Assert.Same(quota, pairs.Issued(Master, Slave(0)).Quota);
        }
    }

    [Fact]
    public void Issued_AfterAChangeOfTheTopology_KeepsTheQuota()
    {
        var network = new ChangingNetwork { Topology = Topology };
        var pairs = new SaePairs(Here.Kme, network, NewQuota, 1000);
        var quota = pairs.Issued(Master, Slave(0)).Quota;
        network.Topology = new NetworkTopology([Here, There], [], [new(Master, Here.Kme), new(Slave(0), There.Kme)]);
        Assert.Same(quota, pairs.Issued(Master, Slave(0)).Quota);
        Assert.Equal(KeyOutcome.UnknownSae, pairs.Issued(Master, Slave(1)).Refusal);
    }

    [Fact]
    public void Owners_OfANameThatWasAttachedAgain_AreOthers()
    {
        var network = new ChangingNetwork { Topology = Topology };
        var pairs = new SaePairs(Here.Kme, network, NewQuota, 1000);
        var location = new KeyLocation(1, 0, 32);
        var (issued, fetched) = (IdOf(pairs.Issued(Master, Slave(0))), IdOf(pairs.Fetched(Slave(0), Master)));
        network.Topology = NetworkTopology.Of([Here, There], [], [new(Master, new(Here.Kme)), new(Slave(0), new(There.Kme, 2))]);

        Assert.NotEqual(issued, IdOf(pairs.Issued(Master, Slave(0))));
        Assert.NotEqual(fetched, IdOf(pairs.Fetched(Slave(0), Master)));

        KeyId IdOf(SaePair pair) => pair.Owners!.Sign(new byte[16], 1, location);
    }

    [Fact]
    public void Issued_OfUnknownSaes_KeepsNothing()
    {
        var pairs = PairsOf(1000);
        for (var number = 0; number < 100; number++)
        {
            Assert.Equal(KeyOutcome.UnknownSae, pairs.Issued(Master, SaeId.Parse($"nobody-{number}")).Refusal);
        }

        Assert.Equal(0, pairs.Count);
    }

    private static SaePairs PairsOf(int perGeneration) => new(Here.Kme, new FixedNetwork(Topology), NewQuota, perGeneration);

    private static KeyQuota NewQuota() => new(1, TimeSpan.FromSeconds(1), TimeProvider.System);

    private static SaeId Slave(int number) => SaeId.Parse($"sae-b-{number}");

    private sealed class ChangingNetwork : INetworkDirectory
    {
        public required NetworkTopology Topology { get; set; }
    }
}
