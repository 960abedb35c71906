using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.SecurityContexts;

namespace QkdMec.Bench.Relocations;

/// <summary>Leaves calls to the grains of a host that has fallen silent without an answer. Others that may run in the same silo are moved by the cluster when a machine is lost, and go on.</summary>
internal sealed class SilentHost(HostSwitch silence) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => silence.IsSilent && IsOfHost(context.Grain) ? Task.Delay(Timeout.Infinite) : context.Invoke();

    private bool IsOfHost(object grain) =>
        grain is IHostPulseGrain or ISecurityContextGrain && ((IGrainWithStringKey)grain).GetPrimaryKeyString() is var key
        && (key == silence.Host.ToGrainKey() || key.StartsWith(silence.Host.ToGrainKey() + "/", StringComparison.Ordinal));
}
