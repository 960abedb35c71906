using QkdMec.Embedded.Activations;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Notifications;
using QkdMec.Tests.Hosts.Mec;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.Notifications;

/// <summary>
/// Contexts tell their device applications this and that while everything fails, those too. In the end everything that was taken was delivered at
/// least once or is a dead letter, in order for each context, and nothing came after a context's end.
/// </summary>
/// <param name="keeps">Whether unfinished deliveries are looked for, as in the product.</param>
public sealed class NotificationWorld(bool keeps = true) : SimulatedWorld
{
    private const int ContextsAtOnce = 6;

    private static readonly NotificationOptions Options = new() { Attempts = 5, DeadLetters = 100_000 };

    private readonly List<ToldContext> contexts = [];
    private readonly List<ToldContext> ended = [];
    private SimulatedReceivers receivers = null!;
    private IGrainFactory client = null!;

    public override string Name => "notifications";

    public override GrainClusterOptions Cluster { get; } = new()
    {
        Types = MecTestSystem.Types, ResponseTimeout = TimeSpan.FromSeconds(2), IdleAge = TimeSpan.FromSeconds(30),
    };

    public override TimeSpan Recovery => TimeSpan.FromMinutes(2);

    public override IReadOnlyList<string> RequiredOutcomes =>
        ["taken", "failed", "late", "dead letter", "delivered twice", "retry Queued", "retry ContextGone"];

    protected override void Build()
    {
        receivers = new SimulatedReceivers(Simulation) { IsFar = true, Answer = id => All.First(context => context.Id == id).Answer };
        NotifyingSilos.Add(Simulation, receivers, Options, keeps);
        client = Simulation.AddClient("client");
        while (contexts.Count < ContextsAtOnce)
        {
            contexts.Add(NewContext());
        }

        Operation("tell", 8, () => TellAsync(Some(contexts), context => context.Tell()));
        Operation("end", 1, EndAsync);
        Operation("tell too late", 1, TellTooLateAsync);
        Operation("answer", 4, ChangeAnswerAsync);
        Operation("retry", 1, RetryAsync);
    }

    protected override async Task CheckAsync()
    {
        foreach (var context in All)
        {
            context.Answer = SendOutcome.Delivered;
            await FlushAsync(context);
            Assert.Empty(context.Open);
        }

        await Task.Delay(Options.RememberEnd + TimeSpan.FromMinutes(20), Simulation.Clock);
        var check = new NotificationCheck(client, receivers.Received);
        foreach (var context in All)
        {
            await check.RunAsync(context, Count);
        }

        await check.RequireNothingUnfinishedAsync();
    }

    private IEnumerable<ToldContext> All => contexts.Concat(ended);

    private ToldContext NewContext() => new(new ContextId($"{Simulation.Random.Next():x16}{Simulation.Random.Next():x16}"));

    private T Some<T>(IReadOnlyList<T> among) => among[Simulation.Random.Below(among.Count)];

    private async Task TellAsync(ToldContext context, Action<ToldContext> tell)
    {
        tell(context);
        await FlushAsync(context);
    }

    private async Task EndAsync()
    {
        var place = Simulation.Random.Below(contexts.Count);
        var context = contexts[place];
        contexts[place] = NewContext();
        ended.Add(context);
        await TellAsync(context, one => one.End());
    }

    private Task TellTooLateAsync() => ended.Where(context => context.Open.Count == 0).ToList() is { Count: > 0 } done
        ? TryAsync(async () =>
        {
            var context = Some(done);
            await client.GetGrain<INotifierGrain>(context.Id.Value).QueueAsync(context.Late(), CancellationToken.None);
            Count("late");
        })
        : Task.CompletedTask;

    private Task ChangeAnswerAsync()
    {
        Some([.. All]).Answer = Simulation.Random.Below(4) switch
        {
            0 => new SendOutcome(SendStatus.Failed, "It answered 503."),
            1 => new SendOutcome(SendStatus.Ended, "It answered 410: the call-back is gone."),
            _ => SendOutcome.Delivered,
        };
        return Task.CompletedTask;
    }

    private Task RetryAsync() => TryAsync(async () =>
    {
        foreach (var part in NotificationKeys.DeadLetters)
        {
            var letters = client.GetGrain<IDeadLetterGrain>(part);
            foreach (var letter in await letters.ListAsync("", 1, CancellationToken.None))
            {
                Count($"retry {await letters.RetryAsync(letter.LetterId, CancellationToken.None)}");
            }
        }
    });

    private Task FlushAsync(ToldContext context) => TryAsync(async () =>
    {
        foreach (var order in context.Open)
        {
            await client.GetGrain<INotifierGrain>(context.Id.Value).QueueAsync(order, CancellationToken.None);
            context.Took(order.Number);
            Count("taken");
        }
    });

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            Count("failed");
        }
    }
}
