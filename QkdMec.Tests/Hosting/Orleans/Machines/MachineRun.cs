using System.Diagnostics;
using QkdMec.Tests.Processes.Crashes;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>
/// Lays the cluster out, loads it, lets one fault after another befall it, measures how long each kind of client waits after it, and checks what must never be.
/// </summary>
internal sealed class MachineRun(MachineOptions options, TextWriter output)
{
    private const int MostLoadedMilliseconds = 2000;

    /// <summary>Whatever happened, everything is served again by then.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly MachineSummary summary = new();
    private readonly ContextLedger contexts = new();

    /// <summary>Every key of the run, and whatever else was against the rules.</summary>
    public CrashLedger Keys { get; } = new();

    /// <summary>What was against the rules.</summary>
    public IReadOnlyList<string> Violations => [.. Keys.Violations, .. contexts.Violations];

    /// <summary>Runs all faults, or those before it is stopped. True: nothing was against the rules.</summary>
    public async Task<bool> RunAsync(CancellationToken stopping)
    {
        var since = Stopwatch.GetTimestamp();
        await using var cluster = await LaidOutCluster.StartAsync(stopping);
        using var clients = new ClusterClients(cluster);
        await output.WriteLineAsync($"machines: {LaidOutCluster.Machines.Count} and a database; {DisksOf(cluster)}{Without}");
        await using var load = new MachineLoad(clients, Keys, contexts, options.Seed);
        await WhenServedAsync(load, load.Current, "the start");

        var deck = new FaultDeck(options.Seed, [.. cluster.Disks.Keys], options.Without);
        var random = new Random(options.Seed);
        for (var number = 1; number <= options.Faults && Violations.Count == 0 && Stopwatch.GetElapsedTime(since) < options.Within && !stopping.IsCancellationRequested; number++)
        {
            // Not a wait for something: so that faults meet the load at any moment.
            await Task.Delay(random.Next(MostLoadedMilliseconds));
            await FaultAsync(cluster, clients, load, (number, deck.Draw()));
        }

        await load.StopAsync();
        await CheckAsync(clients, load);
        if (Violations.Count > 0)
        {
            await output.WriteLineAsync($"the machines said:{LastWords(cluster)}");
        }

        await output.WriteLineAsync(summary.Text(options, load.Counts, Keys, contexts, Violations));
        return Violations.Count == 0;
    }

    private string Without => options.Without.Count > 0 ? $"; without {string.Join(", ", options.Without).ToLowerInvariant()}" : "";

    private static string DisksOf(LaidOutCluster cluster) =>
        cluster.Disks.Count > 0 ? "each site's vault on a disk of its own" : "no disk is filled, for none can be mounted here";

    private async Task FaultAsync(LaidOutCluster cluster, ClusterClients clients, MachineLoad load, (int Number, Fault Fault) one)
    {
        var ended = LaidOutCluster.Machines.ToDictionary(machine => machine, machine => cluster[machine].OwnEnds);
        var since = await new FaultInjector(cluster).RunAsync(one.Fault);
        var recovery = load.Measure(since);
        await WhenServedAsync(load, recovery, $"fault {one.Number}, {one.Fault}");
        var ready = await WhenReadyAsync(clients, since);
        await CheckAsync(clients, load);
        string[] gaveUp = [.. LaidOutCluster.Machines.Where(machine => cluster[machine].OwnEnds > ended[machine])];
        await output.WriteLineAsync(summary.Add(one.Number, one.Fault, recovery.Took, ready, gaveUp));
        await output.FlushAsync();
    }

    private async Task WhenServedAsync(MachineLoad load, Recovery recovery, string fault)
    {
        if (await Task.WhenAny(recovery.Done, Task.Delay(Limit)) != recovery.Done)
        {
            Keys.Report($"{Limit.TotalSeconds} s after {fault} clients were not served: {recovery.Missing} (last draws: {string.Join(", ", load.Keys.Select(keys => keys.LastDraw))})");
        }
    }

    private async Task<TimeSpan> WhenReadyAsync(ClusterClients clients, long since)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await clients.AreAllReadyAsync(limit.Token))
        {
            if (limit.IsCancellationRequested)
            {
                Keys.Report($"not every machine was ready again within {Limit.TotalSeconds} s");
                break;
            }

            await KeyFetches.PauseAsync(limit.Token);
        }

        return Stopwatch.GetElapsedTime(since);
    }

    /// <summary>What was acknowledged is still there.</summary>
    private async Task CheckAsync(ClusterClients clients, MachineLoad load)
    {
        using var limit = new CancellationTokenSource(Limit);
        foreach (var keys in load.Keys)
        {
            if (await keys.CollectAsync(limit.Token) is { } key)
            {
                Keys.Report($"key {key.Id} was acknowledged and could not be fetched within {Limit.TotalSeconds} s");
            }
        }

        if (await ContextLoad.CheckAsync(clients, contexts, limit.Token) is { } context)
        {
            Keys.Report($"of context {context} nothing could be learnt within {Limit.TotalSeconds} s");
        }
    }

    private static string LastWords(LaidOutCluster cluster) => string.Concat(LaidOutCluster.Machines.Select(machine =>
        $"{Environment.NewLine}--- {machine}{Environment.NewLine}{cluster[machine].LastWordsOfEnded}{Environment.NewLine}--- {machine} now{Environment.NewLine}{cluster[machine].LastWarnings}"));
}
