using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Notifications;

namespace QkdMec.Tests.Unit.Notifications;

/// <summary>Are the rules of a queue right?</summary>
public sealed class NotificationQueueTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly NotifierState state = new();

    private NotificationQueue Queue => new(state);

    [Fact]
    public void Take_OfARepeat_ChangesNothing()
    {
        Assert.True(Queue.Take(Updated(2), Now));
        Assert.False(Queue.Take(Updated(2), Now));
        Assert.False(Queue.Take(Updated(1), Now));
        Assert.True(Queue.Take(Updated(3), Now));

        Assert.Equal([2, 3], state.Queue.Select(queued => queued.Id.Number));
    }

    [Fact]
    public void Take_OfSourcesThatCountByThemselves_TakesBoth()
    {
        Assert.True(Queue.Take(Updated(1), Now));
        Assert.True(Queue.Take(Updated(1) with { Source = NotificationSource.Locations }, Now));
        Assert.False(Queue.Take(Updated(1) with { Source = NotificationSource.Locations }, Now));
        Assert.Equal(2, state.Queue.Count);
    }

    [Fact]
    public void Take_OfAnAddressChange_TellsEachInstance()
    {
        ImmutableArray<NotifiedInstance> instances = [new("a", "http://edge.example/a"), new("b", "http://edge.example/b")];
        Queue.Take(new NotificationOrder(1, "http://device.example/", Notification.AddressChange(instances)), Now);

        Assert.Equal(["a", "b"], state.Queue.Select(queued => queued.Notification.Instances.Single().InstanceId));
        Assert.Equal([0, 1], state.Queue.Select(queued => queued.Id.Part));
    }

    [Fact]
    public void Take_AfterTheEnd_ChangesNothing()
    {
        Queue.Take(new NotificationOrder(1, "http://device.example/", Notification.Deleted), Now);

        Assert.False(Queue.Take(Updated(2), Now));
        Assert.True(Queue.IsClosed);
        Assert.Single(state.Queue);
    }

    [Fact]
    public void Close_DropsWhatWaits_Once()
    {
        Queue.Take(Updated(1), Now);

        Assert.True(Queue.Close());
        Assert.False(Queue.Close());
        Assert.Null(Queue.Head);
    }

    [Fact]
    public void Surplus_IsTheOldest_ButNotWhatIsUnderWay()
    {
        for (var number = 1; number <= 5; number++)
        {
            Queue.Take(Updated(number), Now);
        }

        Queue.Begin(Now, Now);

        Assert.Empty(Queue.Surplus(5));
        Assert.Equal([2, 3], Queue.Surplus(3).Select(queued => queued.Id.Number));
    }

    [Fact]
    public void Attempt_CountsFromItsBegin()
    {
        Queue.Take(Updated(1), Now);
        var begun = Queue.Begin(Now, Now.AddSeconds(6));
        Assert.Equal((1, true), (begun.Attempts, begun.IsUnderWay));

        Queue.Fail(begun.Id, "no", Now.AddSeconds(1));
        Assert.Equal((1, false, "no"), (Queue.Head!.Attempts, Queue.Head.IsUnderWay, Queue.Head.Failure));
        Queue.Begin(Now, Now.AddSeconds(6));
        Queue.Withdraw(begun.Id);
        Assert.Equal((1, false), (Queue.Head.Attempts, Queue.Head.IsUnderWay));
    }

    [Fact]
    public void TakeAgain_OfALetter_StartsAnew_Once()
    {
        Queue.Take(Updated(1), Now);
        var given = Queue.Begin(Now, Now);
        Queue.Remove(given.Id);
        var letter = new DeadLetter(new ContextId("c"), given, Now);

        Assert.True(Queue.TakeAgain(letter, Now));
        Assert.False(Queue.TakeAgain(letter, Now));
        Assert.Equal((0, false), (Queue.Head!.Attempts, Queue.Head.IsUnderWay));
        Assert.False(Queue.Take(Updated(1), Now));
    }

    [Fact]
    public void Letters_SortByContext_AndNumber()
    {
        var ids = new[] { new NotificationId(NotificationSource.Context, 2, 0), new NotificationId(NotificationSource.Context, 10, 0), new NotificationId(NotificationSource.Context, 10, 1) }
            .Select(id => id.Of(new ContextId("ab"))).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(3, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("00112233445566778899aabbccddeeff", "0", "00")]
    [InlineData("ff112233445566778899aabbccddeeff", "f", "63")]
    [InlineData("other", "0", "08")]
    public void Keys_OfAContext_AreItsFirstDigits(string context, string letters, string index)
    {
        Assert.Equal(letters, NotificationKeys.DeadLettersOf(context));
        Assert.Equal(index, NotificationKeys.IndexOf(new ContextId(context)));
    }

    private static NotificationOrder Updated(long number) => new(number, "http://device.example/", Notification.Updated([new("a", "http://edge.example/a")]));
}
