using System.Diagnostics;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>Lets faults befall a cluster.</summary>
internal sealed class FaultInjector(LaidOutCluster cluster)
{
    /// <summary>Carries a fault out, from its begin to its end; answers when it ended, a kill when it began.</summary>
    public async Task<long> RunAsync(Fault fault)
    {
        if (fault.Kind == FaultKind.Kill)
        {
            var killed = Stopwatch.GetTimestamp();
            await cluster[fault.Machine].KillAsync();
            return killed;
        }

        await BeginAsync(fault);

        // Not a wait for something: the fault itself.
        await Task.Delay(fault.Lasting);
        await EndAsync(fault);
        return Stopwatch.GetTimestamp();
    }

    private async Task BeginAsync(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Cut:
                cluster.Network.Cut(fault.Machine);
                break;
            case FaultKind.Part:
                cluster.Network.Part(fault.Machine, fault.Other!);
                break;
            case FaultKind.Database:
                await cluster.Server.StopAsync(CancellationToken.None);
                break;
            default:
                cluster.Disks[fault.Machine].Fill();
                break;
        }
    }

    private async Task EndAsync(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Cut:
                cluster.Network.Mend(fault.Machine);
                break;
            case FaultKind.Part:
                cluster.Network.Join(fault.Machine, fault.Other!);
                break;
            case FaultKind.Database:
                await cluster.Server.StartAsync(CancellationToken.None);
                break;
            default:
                cluster.Disks[fault.Machine].Free();
                break;
        }
    }
}
