using System.Collections.Immutable;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.Relocations;

namespace QkdMec.Tests.Unit.Relocations;

/// <summary>Is the right thing done for a host?</summary>
public sealed class HostNeedsTests
{
    private static readonly HostId Host = HostId.Parse("edge/edge-1");
    private static readonly KmeId Client = KmeId.Parse("kme-hospital");
    private static readonly MecOptions Options = new() { MaxLoad = 0.8 };

    [Theory]
    [InlineData(HostWish.Serve, true, MoveReason.HostFailed)]
    [InlineData(HostWish.Drain, true, MoveReason.HostFailed)]
    [InlineData(HostWish.Remove, true, MoveReason.HostFailed)]
    [InlineData(HostWish.Drain, false, MoveReason.HostDrained)]
    [InlineData(HostWish.Remove, false, MoveReason.HostDrained)]
    public void Find_ForAHostThatIsToBeEmpty_MovesAll(HostWish wish, bool isDown, MoveReason reason)
    {
        var task = Find(new HostEntry(Host, wish, isDown, null, 7), used: 10);

        Assert.Equal(new RelocationTask(Host, reason), task);
        Assert.Null(Find(new HostEntry(Host, wish, isDown, null, 7), used: 0, clearedAt: 7));
    }

    [Fact]
    public void Find_ForAHostThatChangedSinceItWasCleared_ClearsItOnceItIsUp()
    {
        var entry = new HostEntry(Host, HostWish.Serve, false, null, 7);

        Assert.Equal(new RelocationTask(Host, null), Find(entry, used: 10, clearedAt: 6));
        Assert.Equal(new RelocationTask(Host, null), Find(entry, used: 0, clearedAt: 6));
        Assert.Null(Find(entry, used: 10, clearedAt: 7));
        Assert.Null(Find(entry with { IsDown = true }, used: 0, clearedAt: 6));
    }

    [Theory]
    [InlineData(80, null)]
    [InlineData(81, 4)]
    [InlineData(100, 5)]
    public void Find_ForAnOverloadedHost_MovesAShare(int used, int? most) =>
        Assert.Equal(most is { } count ? new RelocationTask(Host, MoveReason.HostOverloaded, count) : null, Find(Serving, used));

    [Fact]
    public void Find_ForAHostWithoutALimit_LeavesItFull() =>
        Assert.Null(HostNeeds.Find(Serving, StatusOf(100), [], 0, Options with { MaxLoad = 1 }));

    [Fact]
    public void Find_ForAHostToWhichThereIsNoKey_MovesTheContextsOfThoseClients()
    {
        var task = HostNeeds.Find(Serving, StatusOf(10), [Client], 0, Options)!;

        Assert.Equal(MoveReason.KeyShortage, task.Reason);
        Assert.Equal([Client], task.Clients!);
    }

    [Theory]
    [InlineData(256, 0, 0, true, true)]
    [InlineData(256, 8192, 0, true, false)]
    [InlineData(256, 0, 1, true, false)]
    [InlineData(256, 0, 1, false, true)]
    [InlineData(0, 0, 0, false, false)]
    public void FindShortages_TellsPairsThatHoldRateWhichNothingMakes(double held, long stored, double rate, bool isReachable, bool isShort)
    {
        var pair = new RouteStatus(Client, KmeId.Parse("kme-edge"), [], new KeyAvailability(stored, rate, isReachable), held);

        Assert.Equal(isShort, HostNeeds.FindShortages(new NetworkStatus([], [pair]), leastStoredBits: 8192).Any());
    }

    private static HostEntry Serving => new(Host, HostWish.Serve, false, null, 0);

    private static RelocationTask? Find(HostEntry entry, int used, long clearedAt = 0) => HostNeeds.Find(entry, StatusOf(used), [], clearedAt, Options);

    private static HostStatus StatusOf(int used) => new(Host, used, 100, 0, 100, ImmutableArray<DeployedApp>.Empty, 0);
}
