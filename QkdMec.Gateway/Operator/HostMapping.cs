using QkdMec.Grains.MecHosts;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary>MEC hosts in the operator's words.</summary>
internal static class HostMapping
{
    /// <summary>A state as it is spelt.</summary>
    public static string ToName(this HostState state) => state switch
    {
        HostState.Active => HostStateNames.Active,
        HostState.Draining => HostStateNames.Draining,
        HostState.Failed => HostStateNames.Failed,
        _ => HostStateNames.Removed,
    };

    /// <summary>A host as the operator reads it.</summary>
    public static HostSummary ToDocument(this HostStatus host) => new()
    {
        Host = host.Host.ToGrainKey(),
        State = host.State.ToName(),
        Answers = !host.IsDown,
        Kme = host.Kme.Value,
        CountryCode = host.CountryCode,
        ContextsUsed = host.ContextsUsed,
        ContextsLimit = host.ContextsLimit,
        ContextsFree = Math.Max(0, host.ContextsLimit - host.ContextsUsed),
        MemoryUsedMegabytes = host.MemoryUsedMegabytes,
        MemoryLimitMegabytes = host.MemoryLimitMegabytes,
        MemoryFreeMegabytes = Math.Max(0, host.MemoryLimitMegabytes - host.MemoryUsedMegabytes),
        Load = host.Load,
        ReportedLoad = host.ReportedLoad,
        Apps = [.. host.Apps.Select(app => new DeployedAppSummary
        {
            AppDId = app.AppDId, Contexts = app.Contexts, Instances = app.Instances, MemoryMegabytes = app.TotalMegabytes,
        })],
    };
}
