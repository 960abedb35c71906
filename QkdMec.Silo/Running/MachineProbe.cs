using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Hosting;

namespace QkdMec.Silo.Running;

/// <summary>Whether this process does its part: the cluster answers it, the vaults of its sites can be read, and each KME with SAEs has key towards another.</summary>
internal sealed partial class MachineProbe(SystemPlan plan, IGrainHost host, TimeProvider time, ILogger<MachineProbe> logger)
{
    private static readonly TimeSpan AskWithin = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TellPeriod = TimeSpan.FromSeconds(10);

    /// <summary>Completes when nothing is missing.</summary>
    public async Task WaitAsync(CancellationToken stopping)
    {
        var told = time.GetTimestamp();
        while (await FindFaultAsync(stopping) is { } fault)
        {
            if (time.GetElapsedTime(told) >= TellPeriod)
            {
                told = time.GetTimestamp();
                LogWaiting(fault);
            }

            await Task.Delay(LookPeriod, time, stopping);
        }
    }

    /// <summary>What is missing; null when nothing is.</summary>
    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken) =>
        await AskAsync("The cluster", CheckClusterAsync, cancellationToken)
        ?? await AskAsync("A vault", CheckVaultsAsync, cancellationToken)
        ?? await AskAsync("The key network", CheckPoolsAsync, cancellationToken);

    private static async Task<string?> AskAsync(string part, Func<CancellationToken, Task<string?>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken).WaitAsync(AskWithin, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the probe: whatever a part fails with, the answer is that it does not work.
            return $"{part} does not answer ({fault.GetType().Name}).";
        }
    }

    private async Task<string?> CheckClusterAsync(CancellationToken cancellationToken)
    {
        await host.Grains.GetGrain<IAppCatalogGrain>(MecOptions.System).ListAsync(AppFilter.All, cancellationToken);
        return null;
    }

    private async Task<string?> CheckVaultsAsync(CancellationToken cancellationToken)
    {
        foreach (var site in plan.Sites)
        {
            var vault = host.ServicesOf(site.Id).GetRequiredKeyedService<IKeyVault>(site.Id);
            foreach (var neighbour in plan.Topology.PeersOf(site.Kme.Kme).Take(1))
            {
                await vault.GetPoolAsync(PoolId.Outbound(site.Kme, neighbour), cancellationToken);
            }
        }

        return null;
    }

    private async Task<string?> CheckPoolsAsync(CancellationToken cancellationToken)
    {
        var own = plan.Sites.Select(site => site.Kme.Kme).ToHashSet();
        if (own.Count == 0)
        {
            return null;
        }

        var network = await host.Grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetStatusAsync(cancellationToken);
        var pairs = network.Pairs.SelectMany(pair => new[] { (Kme: pair.From, pair.Availability), (Kme: pair.To, pair.Availability) }).Where(pair => own.Contains(pair.Kme));
        var empty = pairs.GroupBy(pair => pair.Kme).FirstOrDefault(kme => !kme.Any(pair => pair.Availability is { Reachable: true, StoredBits: > 0 }));
        return empty is null ? null : $"KME {empty.Key} has no key yet.";
    }

    [LoggerMessage(LogLevel.Warning, "Not ready: {Fault}")]
    private partial void LogWaiting(string fault);
}
