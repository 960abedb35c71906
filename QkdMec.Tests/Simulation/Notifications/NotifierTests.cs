using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Notifications;
using QkdMec.Tests.Hosts.Mec;

namespace QkdMec.Tests.Simulation.Notifications;

/// <summary>Are notifications delivered when they should be, however long that takes?</summary>
public sealed class NotifierTests : IDisposable
{
    private const string Callback = "http://device.example/notify";
    private static readonly string[] Silos = ["mec-0", "mec-1", "edge-1", "edge-2"];
    private static readonly ContextId Context = new("0123456789abcdef0123456789abcdef");

    private readonly NotificationOptions options = new();
    private readonly SimulatedCluster simulation = new(new SimulationOptions
    {
        Seed = 1, Cluster = new GrainClusterOptions { Types = MecTestSystem.Types, ResponseTimeout = TimeSpan.FromSeconds(2), IdleAge = TimeSpan.FromSeconds(30) },
    });

    private readonly SimulatedReceivers receivers;
    private readonly IGrainFactory client;

    public NotifierTests()
    {
        receivers = new SimulatedReceivers(simulation);
        NotifyingSilos.Add(simulation, receivers, options);
        client = simulation.AddClient("client");
    }

    public void Dispose() => simulation.Dispose();

    [Fact]
    public void Failures_AreRetried_EachAfterTwiceTheRest_AndEndAsADeadLetter()
    {
        receivers.Answer = _ => new SendOutcome(SendStatus.Failed, "It answered 503.");
        Queue(1);
        simulation.RunFor(TimeSpan.FromHours(1));

        var gaps = receivers.Received.Zip(receivers.Received.Skip(1), (one, next) => (next.At - one.At).TotalSeconds).ToList();
        Assert.Equal(options.Attempts - 1, gaps.Count);
        foreach (var (gap, number) in gaps.Select((gap, number) => (gap, number)))
        {
            Assert.InRange(gap, 0.8 * Math.Pow(2, number), (1.2 * Math.Pow(2, number)) + 0.5);
        }

        Assert.Equal((8, "It answered 503."), Letters().Select(letter => (letter.Notification.Attempts, letter.Notification.Failure)).Single());
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(7200, 300)]
    public void Wish_OfTheReceiver_IsHonoured_WithinTheLongestRest(int wished, int expected)
    {
        receivers.Answer = _ => receivers.Received.Count > 0 ? SendOutcome.Delivered : new SendOutcome(SendStatus.Failed, "It answered 429.", TimeSpan.FromSeconds(wished));
        Queue(1);
        simulation.RunFor(TimeSpan.FromHours(3));

        Assert.Equal(2, receivers.Received.Count);
        Assert.InRange((receivers.Received[1].At - receivers.Received[0].At).TotalSeconds, expected, expected + 1);
        Assert.Empty(Letters());
    }

    [Fact]
    public void What_IsUnfinishedWhenAllSilosCrash_GoesOn_WithoutAnybodysTouch()
    {
        receivers.Answer = _ => new SendOutcome(SendStatus.Failed, "It answered 503.");
        Queue(1);
        Queue(2);
        simulation.RunFor(TimeSpan.FromSeconds(3));
        receivers.Answer = _ => SendOutcome.Delivered;
        var before = receivers.Received.Count;
        foreach (var silo in Silos)
        {
            simulation.CrashSilo(silo);
        }

        simulation.RunFor(TimeSpan.FromMinutes(2));

        Assert.Equal(["1", "2"], receivers.Received.Skip(before).Select(one => one.Mark));
        Assert.Empty(Unfinished());
    }

    [Fact]
    public void Order_ThatComesAfterTheEnd_IsNotDelivered_AndTheEndIsForgottenInTime()
    {
        Queue(1, Notification.Deleted);
        simulation.RunFor(TimeSpan.FromMinutes(1));
        Queue(2);
        simulation.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(["end"], receivers.Received.Select(one => one.Mark));
        Assert.NotEmpty(Unfinished());

        simulation.RunFor(options.RememberEnd);
        Assert.Empty(Unfinished());
    }

    [Fact]
    public void Close_DropsWhatWaits()
    {
        receivers.Answer = _ => new SendOutcome(SendStatus.Failed, "It answered 503.");
        Queue(1);
        simulation.RunFor(TimeSpan.FromMilliseconds(500));
        simulation.Run(() => Notifier.CloseAsync(CancellationToken.None));
        var before = receivers.Received.Count;
        simulation.RunFor(TimeSpan.FromHours(1));

        Assert.Equal(before, receivers.Received.Count);
        Assert.Empty(Letters());
        Assert.Empty(Unfinished());
    }

    [Fact]
    public void Queue_BeyondItsLimit_GivesUpTheOldest()
    {
        receivers.Answer = _ => new SendOutcome(SendStatus.Failed, "It answered 503.", TimeSpan.FromMinutes(5));
        for (var number = 1; number <= options.QueueLimit + 3; number++)
        {
            Queue(number);
        }

        Assert.Equal(3, Letters().Count);
        Assert.All(Letters(), letter => Assert.Contains("gave way", letter.Notification.Failure, StringComparison.Ordinal));
    }

    private INotifierGrain Notifier => client.GetGrain<INotifierGrain>(Context.Value);

    private void Queue(long number, Notification? notification = null) => simulation.Run(() => Notifier.QueueAsync(
        new NotificationOrder(number, Callback, notification ?? Notification.Updated([new NotifiedInstance($"{number}", "http://edge.example/")])), CancellationToken.None));

    private List<DeadLetter> Letters()
    {
        var found = new List<DeadLetter>();
        simulation.Run(async () => found.AddRange(await client.GetGrain<IDeadLetterGrain>(NotificationKeys.DeadLettersOf(Context.Value)).ListAsync("", 1000, CancellationToken.None)));
        return found;
    }

    private List<UnfinishedNotifier> Unfinished()
    {
        var found = new List<UnfinishedNotifier>();
        simulation.Run(async () => found.AddRange(await client.GetGrain<INotifierIndexGrain>(NotificationKeys.IndexOf(Context)).ListAsync(CancellationToken.None)));
        return found;
    }
}
