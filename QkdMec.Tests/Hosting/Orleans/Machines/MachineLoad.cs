using System.Diagnostics;
using QkdMec.Tests.Processes.Crashes;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>All clients of a run, each doing its kind of thing over and over, whatever becomes of it.</summary>
internal sealed class MachineLoad : IAsyncDisposable
{
    private const int Invokers = 4;

    private readonly CancellationTokenSource stopping = new();
    private readonly Task[] workers;
    private volatile Recovery recovery;

    /// <summary>Begins the load.</summary>
    public MachineLoad(ClusterClients clients, CrashLedger ledger, ContextLedger contexts, int seed)
    {
        var random = new Random(seed);
        List<(LoadKind Kind, Func<CancellationToken, Task<bool>> Act)> acts = [];
        acts.AddRange(Enumerable.Range(0, Invokers).Select(client => (LoadKind.Invocation, (Func<CancellationToken, Task<bool>>)new InvocationLoad(clients, ledger, client).ActAsync)));
        Keys = [.. ClusterClients.Pairs.Select(pair => new KeyLoad(clients.Saes, ledger, pair, new Random(random.Next())))];
        acts.AddRange(Keys.Select(keys => (LoadKind.Keys, (Func<CancellationToken, Task<bool>>)keys.ActAsync)));
        acts.Add((LoadKind.Context, new ContextLoad(clients, contexts).ActAsync));
        acts.Add((LoadKind.Topology, new TopologyLoad(clients, ledger).ActAsync));
        Sizes = acts.GroupBy(act => act.Kind).ToDictionary(group => group.Key, group => group.Count());
        recovery = new Recovery(Stopwatch.GetTimestamp(), Sizes);
        workers = [.. acts.GroupBy(act => act.Kind).SelectMany(group => group.Select((act, client) => Task.Run(() => WorkAsync(group.Key, client, act.Act))))];
    }

    /// <summary>The loads of keys.</summary>
    public IReadOnlyList<KeyLoad> Keys { get; }

    /// <summary>How many answers were what was asked for.</summary>
    public LoadCounts Counts { get; } = new();

    /// <summary>The recovery that is measured at present; at first that of the start.</summary>
    public Recovery Current => recovery;

    private IReadOnlyDictionary<LoadKind, int> Sizes { get; }

    /// <summary>Measures the recovery of a fault that ended then.</summary>
    public Recovery Measure(long since) => recovery = new Recovery(since, Sizes);

    /// <summary>Ends the load.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(workers);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    private async Task WorkAsync(LoadKind kind, int client, Func<CancellationToken, Task<bool>> act)
    {
        while (!stopping.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            var isServed = await act(stopping.Token);
            if (isServed)
            {
                recovery.Served(kind, client, begun, Stopwatch.GetTimestamp());
            }

            Counts.Add(kind, isServed);
            await KeyFetches.PauseAsync(stopping.Token);
        }
    }
}
