using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary><c>/operator/v1/hosts</c>: the MEC hosts.</summary>
internal static class HostOperations
{
    public static async Task<IResult> ListAsync(HttpContext http, IGrainFactory grains, GatewayOptions options)
    {
        StrictQuery.Allow(http);
        var hosts = await grains.GetGrain<IOrchestratorGrain>(MecOptions.System).ListHostsAsync(http.RequestAborted)
            .WaitAsync(options.AnswerWithin, http.RequestAborted);
        return Results.Json(new HostList { Hosts = [.. hosts.Select(Summarise)] }, OperatorJson.Default.HostList);
    }

    private static HostSummary Summarise(HostStatus host) => new()
    {
        Host = host.Host.ToGrainKey(),
        ContextsUsed = host.ContextsUsed,
        ContextsLimit = host.ContextsLimit,
        MemoryUsedMegabytes = host.MemoryUsedMegabytes,
        MemoryLimitMegabytes = host.MemoryLimitMegabytes,
        Load = host.Load,
        Apps = [.. host.Apps.Select(app => new DeployedAppSummary { AppDId = app.AppDId, Contexts = app.Contexts })],
    };
}
