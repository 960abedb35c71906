using Microsoft.Extensions.DependencyInjection;
using QkdMec.Client.Saes;
using QkdMec.Grains.Identity;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <content>What client apps and the operator do.</content>
public sealed partial class SecurityContextWorld
{
    private const string ClientCrashed = "client crashed";
    private const int MostContexts = 10;
    private const int Attempts = 5;

    /// <summary>Two keys and two invocations, each as slow as may be.</summary>
    private static readonly TimeSpan ClientPatience = TimeSpan.FromSeconds(80);

    /// <summary>What was on its way to a grain is there or lost after this.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(20);

    private long _invocations;

    private void AddOperations()
    {
        Act("invoke", 16, () => InvokeAsync(SomeContext()));
        Act("invoke several", 3, InvokeSeveralAsync);
        Act("bind", 1, BindOneAsync);
        Act("close", 1, CloseOneAsync);
        AddAttacks();
    }

    /// <summary>An operation that begins when the first contexts are bound.</summary>
    private void Act(string name, int weight, Func<Task> act) => Operation(name, weight, async () =>
    {
        await _warm;
        await act();
    });

    private async Task InvokeSeveralAsync()
    {
        var context = SomeContext();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => InvokeAsync(context)));
    }

    /// <summary>Runs a function as a client app does; null when its process died.</summary>
    private async Task<InvocationEnd?> InvokeAsync(WorldContext context)
    {
        var invocation = _invocations++;
        _history.RunOnce.Begin(invocation, context.MayRunTwice);
        if (SomeClient() is { } client)
        {
            try
            {
                using var answer = await client.Services.GetRequiredService<SaeLife>().InvokeAsync(context, invocation).WaitAsync(ClientPatience, Simulation.Clock);
                if (client.IsAlive)
                {
                    Judge(invocation, answer);
                    return answer.End;
                }
            }
            catch (TimeoutException) when (!client.IsAlive)
            {
            }
        }

        Count(ClientCrashed);
        await Task.Delay(LongestPause, Simulation.Clock);
        return null;
    }

    private void Judge(long invocation, InvocationAnswer answer)
    {
        Count($"end {answer.End}");
        if (answer.End is InvocationEnd.NoKey or InvocationEnd.ContextGone)
        {
            Count($"key {answer.Rekey.Status}");
        }

        if (answer.Result is { } result)
        {
            Count($"result {result.Refusal}");
        }

        _history.Watch(() =>
        {
            _history.RunOnce.Tell(invocation, answer.End switch
            {
                InvocationEnd.Answered => true,
                InvocationEnd.OutcomeUnknown or InvocationEnd.TimedOut => null,
                _ => false,
            });
            if (answer is { End: InvocationEnd.Answered, Result.Result: { } clear })
            {
                _history.Accepted(invocation);
                Assert.Equal(ScriptedRuntime.ResultOf(invocation), clear.Span.ToArray());
            }
        });
        _history.Demand();
    }

    private Task BindOneAsync() => _contexts.Count(context => !context.IsClosing) < MostContexts
        ? BindAsync(Hosts[Simulation.Random.Below(Hosts.Length)], Apps[Simulation.Random.Below(Apps.Length)])
        : Task.CompletedTask;

    /// <summary>Binds a new context; it is there for clients when the host acknowledged it.</summary>
    private async Task BindAsync(HostId host, string app)
    {
        var id = ContextId.Parse(Simulation.Random.Next().ToString("x16") + Simulation.Random.Next().ToString("x16"));
        var context = new WorldContext(new SecurityContextId(host, id), app, MayRunTwice: app == "echo");
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            context.AskedAt = Simulation.Elapsed;
            // Who gets no answer asks again, while the first call may still run.
            var asked = Enumerable.Range(0, 1 + Simulation.Random.Below(2))
                .Select(_ => SucceedsAsync(() => GrainOf(context).BindAsync(context.Binding, CancellationToken.None)));
            if ((await Task.WhenAll(asked)).Contains(true))
            {
                _contexts.Add(context);
                _durability.Acknowledge(context);
                return;
            }

            await Task.Delay(LongestPause, Simulation.Clock);
        }
    }

    private async Task CloseOneAsync()
    {
        var old = _contexts.Skip(Hosts.Length * Apps.Length)
            .Where(context => !context.IsClosing && context.AskedAt + LongestWay < Simulation.Elapsed).ToList();
        if (old.Count > 0)
        {
            var context = old[Simulation.Random.Below(old.Count)];
            context.IsClosing = true;
            _durability.Settle(context);
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (await SucceedsAsync(() => GrainOf(context).CloseAsync(CancellationToken.None)))
                {
                    return;
                }
            }
        }
    }

    private async Task<bool> SucceedsAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            Simulation.Note("operator", fault.GetType().Name);
            return false;
        }
    }
}
