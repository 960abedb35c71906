using QkdMec.Gateway.Hosting;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Gateway.Health;

/// <summary>
/// Whether a first request would work: the MEC grains answer, and some pair of KMEs can be reached and has key. Asking also wakes the hosts'
/// grains, which then settle what a crash left unfinished.
/// </summary>
internal sealed class ReadinessProbe(IGrainFactory grains, GatewayOptions options)
{
    /// <summary>What is missing; null when the system is ready.</summary>
    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken) =>
        await AskAsync("The application catalogue", CheckCatalogAsync, cancellationToken)
        ?? await AskAsync("A MEC host", CheckHostsAsync, cancellationToken)
        ?? await AskAsync("The key network", CheckKeysAsync, cancellationToken);

    private async Task<string?> AskAsync(string part, Func<CancellationToken, Task<string?>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken).WaitAsync(options.AnswerWithin / 3, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the probe: whatever a part fails with, the answer is that it does not work.
            return $"{part} does not answer ({fault.GetType().Name}).";
        }
    }

    private async Task<string?> CheckCatalogAsync(CancellationToken cancellationToken)
    {
        await grains.GetGrain<IAppCatalogGrain>(MecOptions.System).ListAsync(AppFilter.All, cancellationToken);
        return null;
    }

    private async Task<string?> CheckHostsAsync(CancellationToken cancellationToken)
    {
        var hosts = await grains.GetGrain<IOrchestratorGrain>(MecOptions.System).ListHostsAsync(cancellationToken);
        return hosts.IsEmpty ? "There is no MEC host." : null;
    }

    private async Task<string?> CheckKeysAsync(CancellationToken cancellationToken)
    {
        var network = await grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetStatusAsync(cancellationToken);
        if (network.Pairs.IsEmpty)
        {
            return null;
        }

        return network.Pairs.Any(pair => pair.Availability is { Reachable: true, StoredBits: > 0 }) ? null : "No pair of KMEs has key yet.";
    }
}
