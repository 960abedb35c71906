using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Reservations;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>Does a network that another activation has overtaken give back what that one holds?</summary>
public sealed class OldActivationTests : IDisposable
{
    private static readonly ContextId One = ContextId.Parse("one");
    private static readonly RateReservation Wanted = new(One, HospitalSites.Hospital.Kme, HospitalSites.Edge.Kme, 250_000);

    private readonly RewindableStates states = new();
    private readonly SimulatedNetwork network;

    public OldActivationTests()
    {
        network = new SimulatedNetwork(states: new TestStateStore(states));
        network.RunFor(TimeSpan.FromSeconds(2));
    }

    public void Dispose() => network.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Release_WhenASuccessorHeldTheRate_GivesItBack(bool contextsOwnRecordIsWritten)
    {
        OvertakeWith(() => network.Ask(() => network.Network.ReserveRateAsync(Wanted, CancellationToken.None)), contextsOwnRecordIsWritten);

        Release();

        Assert.Equal(0, Reserved());
        Assert.Null(network.Ask(() => Hold.GetAsync(CancellationToken.None)).Reservation);
    }

    [Fact]
    public void Reserve_WhenASuccessorGaveTheRateBack_HoldsItAgain()
    {
        Assert.True(network.Ask(() => network.Network.ReserveRateAsync(Wanted, CancellationToken.None)));
        OvertakeWith(Release, withOwnRecord: false);

        Assert.True(network.Ask(() => network.Network.ReserveRateAsync(Wanted, CancellationToken.None)));

        Assert.Equal(250_000, Reserved());
        Assert.Equal(Wanted, network.Ask(() => Hold.GetAsync(CancellationToken.None)).Reservation);
    }

    private IRateHoldGrain Hold => network.Client.GetGrain<IRateHoldGrain>(One.Value);

    // What a change leaves behind is stored under activations that began before it.
    private void OvertakeWith(Action change, bool withOwnRecord)
    {
        var before = states.Snapshot();
        change();
        var after = states.Snapshot();
        Put(before, IsReservation);
        network.CrashAll();
        network.Ask(() => Hold.GetAsync(CancellationToken.None));
        Assert.Equal(before.Keys.Any(IsReservation) ? 250_000 : 0, Reserved());
        Put(after, key => IsNetwork(key) || (withOwnRecord && IsReservation(key)));
    }

    private void Put(Dictionary<string, StoredBytes> source, Func<string, bool> isChosen) => states.RollBack(
        states.Snapshot().Where(entry => !isChosen(entry.Key)).Concat(source.Where(entry => isChosen(entry.Key))).ToDictionary(StringComparer.Ordinal));

    private static bool IsReservation(string key) => IsNetwork(key) || key.Contains("rate-hold", StringComparison.Ordinal);

    private static bool IsNetwork(string key) => key.EndsWith(":network", StringComparison.Ordinal);

    private void Release()
    {
        // The version of what it replaces may refuse the first; that is an answer too, and the caller asks again.
        try
        {
            network.Simulation.Run(() => network.Network.ReleaseRateAsync(One, CancellationToken.None));
        }
        catch (OrleansException)
        {
            network.Simulation.Run(() => network.Network.ReleaseRateAsync(One, CancellationToken.None));
        }
    }

    private double Reserved() =>
        Assert.Single(network.Ask(() => network.Network.GetStatusAsync(CancellationToken.None)).Pairs).ReservedBitsPerSecond;
}
