using Microsoft.Extensions.Options;
using QkdMec.Functions.Runtime;
using QkdMec.Functions.Workers;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Functions;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Silo.Composition;

namespace QkdMec.Silo.Workers;

/// <summary>The function runtime of a MEC host that has workers.</summary>
internal static class WorkerLinks
{
    /// <summary>A function's time limit is the worker's to keep; so much later its answer is given up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Makes it; the caller owns it.</summary>
    public static WorkerFunctions RuntimeOf(IServiceProvider provider, SystemParts parts, HostPlan host)
    {
        var limits = provider.GetRequiredService<IOptions<FunctionRuntimeOptions>>().Value;
        return new WorkerFunctions(
            host.Workers.Select(worker => LinkOf(provider, parts, (host, worker), limits.TimeLimit + Grace)),
            provider.GetRequiredService<IFunctionRuntime>(),
            limits,
            provider.GetRequiredService<IActivationJournal>(),
            provider.GetRequiredService<WorkerInstruments>(),
            provider.GetRequiredService<ILogger<WorkerFunctions>>());
    }

    private static WorkerLink LinkOf(IServiceProvider provider, SystemParts parts, (HostPlan Host, WorkerPlan Worker) ends, TimeSpan answerWithin)
    {
        var (host, worker) = ends;
        var authority = parts.Certificates.AuthorityOf(worker.Site);
        var tls = WorkerTls.OfHost(() => parts.Certificates.CurrentOf(host.Sae, host.Id.Site), authority, worker.Sae);
        return new WorkerLink(
            new WorkerLinkOptions { Host = host.Sae, Worker = worker.Sae },
            provider.GetRequiredKeyedService<IKeyClient>(host.Id),
            WorkerBuild.ChannelTo(new WorkerAddress(worker.Sae, worker.Address, tls, answerWithin)),
            provider.GetRequiredService<IIdSource>().NewId(),
            provider.GetRequiredService<TimeProvider>());
    }
}
