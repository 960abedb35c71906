using System.Net;
using System.Text.Json;
using QkdMec.Tests.Processes.Crashes;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>An operator that reads the topology, which nobody changes.</summary>
internal sealed class TopologyLoad(ClusterClients clients, CrashLedger ledger)
{
    private string? first;

    /// <summary>One reading. True: it was answered.</summary>
    public async Task<bool> ActAsync(CancellationToken stopping)
    {
        var answer = await Exchange.GetAsync(clients.Gateway, "/operator/v1/network/topology", stopping);
        if (answer.Status != HttpStatusCode.OK)
        {
            return false;
        }

        using var topology = JsonDocument.Parse(answer.Content);
        var said = topology.RootElement.GetRawText();
        if (said != (first ??= said))
        {
            ledger.Report($"the topology was {first} and is {said}");
        }

        return true;
    }
}
