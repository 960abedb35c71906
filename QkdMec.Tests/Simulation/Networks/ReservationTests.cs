using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Reservations;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>Are rates held on every link of a route or on none, once per context, over restarts?</summary>
public sealed class ReservationTests : IDisposable
{
    private readonly SimulatedNetwork network = new();

    public ReservationTests() => network.RunFor(TimeSpan.FromSeconds(2));

    public void Dispose() => network.Dispose();

    [Fact]
    public void Reserve_TakesTheRateOffWhatIsAvailable()
    {
        var before = Rate();

        Assert.True(Reserve("one", 250_000));
        Assert.Equal(250_000, before - Rate(), 1e4);
        Assert.Equal(250_000, Reserved());
    }

    [Fact]
    public void Reserve_Again_HoldsItOnce()
    {
        Assert.True(Reserve("one", 250_000));
        Assert.True(Reserve("one", 250_000));

        Assert.Equal(250_000, Reserved());
    }

    [Fact]
    public void Reserve_OfAnotherRate_ReplacesTheFirst()
    {
        Assert.True(Reserve("one", 900_000));
        Assert.True(Reserve("one", 100_000));

        Assert.Equal(100_000, Reserved());
    }

    [Fact]
    public void Reserve_OfMoreThanThereIs_IsRefusedAndHoldsNothing()
    {
        Assert.True(Reserve("one", 600_000));
        Assert.False(Reserve("two", 600_000));

        Assert.Equal(600_000, Reserved());
    }

    [Fact]
    public void Reserve_OfManyAtOnce_NeverHoldsMoreThanThereIs()
    {
        var outcomes = network.Ask(() => Task.WhenAll(Enumerable.Range(0, 20).Select(index =>
            network.Network.ReserveRateAsync(Reservation($"context-{index}", 90_000), Token))));

        Assert.InRange(outcomes.Count(held => held), 9, 11);
        Assert.Equal(outcomes.Count(held => held) * 90_000.0, Reserved());
    }

    [Fact]
    public void Release_GivesEverythingBack_AndMayBeRepeated()
    {
        Reserve("one", 600_000);
        Release("one");
        Release("one");
        Release("never-reserved");

        Assert.Equal(0, Reserved());
        Assert.True(Reserve("two", 600_000));
    }

    [Fact]
    public void Reservations_OutliveACrashOfEverySilo()
    {
        Reserve("one", 250_000);
        Reserve("two", 250_000);
        network.CrashAll();

        Assert.Equal(500_000, Reserved());
        Release("one");
        Assert.Equal(250_000, Reserved());
    }

    [Fact]
    public void Reserve_WhenTheContextsOwnRecordWasNotWritten_WritesItBeforeTheNextChange()
    {
        Reserve("one", 250_000);
        var hold = network.Client.GetGrain<IRateHoldGrain>("one");
        var held = network.Ask(() => hold.GetAsync(Token));

        Assert.Equal(new RateHold(1, Reservation("one", 250_000)), held);
        network.Simulation.Run(() => hold.SetAsync(new RateHold(1, null), Token));
        Assert.Equal(held, network.Ask(() => hold.GetAsync(Token)));
    }

    [Fact]
    public void Availability_WithinOneKme_IsUnlimited() =>
        Assert.True(network.Ask(() => network.Network.GetAvailabilityAsync(
            HospitalSites.Edge.Kme, HospitalSites.Edge.Kme, Token)) is { Reachable: true, StoredBits: long.MaxValue });

    private static CancellationToken Token => CancellationToken.None;

    private static RateReservation Reservation(string context, double rate) =>
        new(ContextId.Parse(context), HospitalSites.Hospital.Kme, HospitalSites.Edge.Kme, rate);

    private bool Reserve(string context, double rate) => network.Ask(() => network.Network.ReserveRateAsync(Reservation(context, rate), Token));

    private void Release(string context) => network.Simulation.Run(() => network.Network.ReleaseRateAsync(ContextId.Parse(context), Token));

    private double Rate() => Assert.Single(Status().Pairs).Availability.RateBitsPerSecond;

    private double Reserved() => Assert.Single(Status().Pairs).ReservedBitsPerSecond;

    private NetworkStatus Status() => network.Ask(() => network.Network.GetStatusAsync(Token));
}
