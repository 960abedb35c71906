using QkdMec.Grains.Identity;
using QkdMec.Grains.Notifications;

namespace QkdMec.Tests.Simulation.Notifications;

/// <summary>Everything that was taken was delivered or is a dead letter, in order, and nothing after the end.</summary>
internal sealed class NotificationCheck(IGrainFactory grains, IReadOnlyList<ReceivedNotification> received)
{
    /// <summary>Checks a context whose orders were all taken.</summary>
    public async Task RunAsync(ToldContext context, Action<string> count)
    {
        var letters = await grains.GetGrain<IDeadLetterGrain>(NotificationKeys.DeadLettersOf(context.Id.Value)).ListAsync("", int.MaxValue, CancellationToken.None);
        var dead = letters.Where(letter => letter.Context == context.Id).Select(letter => letter.Notification.Id.Number).ToHashSet();
        var came = received.Where(one => one.Context == context.Id).Select(one => one.Mark).ToList();
        RequireOrder(context.Id, context.Marks, came);
        for (var number = 1; number <= context.Marks.Count; number++)
        {
            Assert.True(
                dead.Contains(number) || came.Contains(context.Marks[number - 1]), $"{context.Id}: '{context.Marks[number - 1]}' was taken and neither came nor is a dead letter");
        }

        dead.ToList().ForEach(_ => count("dead letter"));
        came.GroupBy(mark => mark).Where(same => same.Count() > 1).ToList().ForEach(_ => count("delivered twice"));
    }

    /// <summary>What came is in the order of what was told, repeats included, and holds nothing else.</summary>
    public static void RequireOrder(ContextId context, IReadOnlyList<string> told, IReadOnlyList<string> came)
    {
        var last = 0;
        foreach (var mark in came)
        {
            var place = told.ToList().IndexOf(mark);
            Assert.True(place >= 0, $"{context}: '{mark}' came, after the end of the context");
            Assert.True(place >= last, $"{context}: '{mark}' came after '{told[last]}'");
            last = place;
        }
    }

    /// <summary>Nobody has anything left to do.</summary>
    public async Task RequireNothingUnfinishedAsync()
    {
        foreach (var part in NotificationKeys.Index)
        {
            var left = await grains.GetGrain<INotifierIndexGrain>(part).ListAsync(CancellationToken.None);
            Assert.True(left.IsEmpty, $"{left.Length} contexts have unfinished deliveries");
        }
    }
}
