using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Audits;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Notifications;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Grains.Steps;

namespace QkdMec.Silo.Hosting.Calls;

/// <summary>What a gateway that is a client of the cluster may call; everything else is refused, so a new method is until it is named here.</summary>
/// <remarks>A test holds the list to the calls in the code. What needs no name: grains of key pools, listeners, relays, shared keys and reservations, which only grains and listeners call.</remarks>
internal static class GatewayCalls
{
    /// <summary>What Orleans' client calls itself: to take back a call whose caller gave up, and to learn which silos have which grains.</summary>
    public static readonly ImmutableArray<string> OfTheRuntime = ["Orleans.Runtime.IGrainCallCancellationExtension", "Orleans.Runtime.IClusterManifestSystemTarget"];

    /// <summary>The methods.</summary>
    public static FrozenSet<MethodInfo> Methods { get; } = FrozenSet.ToFrozenSet(
    [
        .. Of<IAuditLogGrain>(nameof(IAuditLogGrain.AppendAsync), nameof(IAuditLogGrain.ReadAsync)),
        .. Of<IMecHostGrain>(nameof(IMecHostGrain.ReportLoadAsync)),
        .. Of<IAppCatalogGrain>(
            nameof(IAppCatalogGrain.OnboardAsync), nameof(IAppCatalogGrain.CheckAsync), nameof(IAppCatalogGrain.RemoveAsync), nameof(IAppCatalogGrain.ListAsync), nameof(IAppCatalogGrain.GetAsync),
            nameof(IAppCatalogGrain.FindAsync)),
        .. Of<IAppContextGrain>(
            nameof(IAppContextGrain.CreateAsync), nameof(IAppContextGrain.GetAsync), nameof(IAppContextGrain.GetOwnerAsync), nameof(IAppContextGrain.UpdateAsync),
            nameof(IAppContextGrain.DeleteAsync), nameof(IAppContextGrain.EvictAsync)),
        .. Of<IContextIndexGrain>(nameof(IContextIndexGrain.ListAsync)),
        .. Of<IHostRegistryGrain>(
            nameof(IHostRegistryGrain.PutAsync), nameof(IHostRegistryGrain.DrainAsync), nameof(IHostRegistryGrain.RemoveAsync)),
        .. Of<IDeadLetterGrain>(nameof(IDeadLetterGrain.ListAsync), nameof(IDeadLetterGrain.RetryAsync), nameof(IDeadLetterGrain.RemoveAsync)),
        .. Of<IKmeGrain>(nameof(IKmeGrain.GetStatusAsync)),
        .. Of<INetworkTopologyGrain>(
            nameof(INetworkTopologyGrain.GetAsync), nameof(INetworkTopologyGrain.FollowAsync), nameof(INetworkTopologyGrain.AddKmeAsync), nameof(INetworkTopologyGrain.AddLinkAsync),
            nameof(INetworkTopologyGrain.RemoveLinkAsync), nameof(INetworkTopologyGrain.AttachSaeAsync), nameof(INetworkTopologyGrain.DetachSaeAsync)),
        .. Of<IOrchestratorGrain>(
            nameof(IOrchestratorGrain.ListHostsAsync), nameof(IOrchestratorGrain.GetHostAsync), nameof(IOrchestratorGrain.ListLocationsAsync)),
        .. Of<IQkdLinkGrain>(
            nameof(IQkdLinkGrain.GetStatusAsync), nameof(IQkdLinkGrain.CutAsync), nameof(IQkdLinkGrain.RepairAsync), nameof(IQkdLinkGrain.SetEavesdropperAsync)),
        .. Of<IQkdNetworkGrain>(
            nameof(IQkdNetworkGrain.GetStatusAsync), nameof(IQkdNetworkGrain.GetAvailabilityAsync), nameof(IQkdNetworkGrain.GetRouteChoicesAsync)),
        .. Of<ISecurityContextGrain>(
            nameof(ISecurityContextGrain.NegotiateAsync), nameof(ISecurityContextGrain.ActivateKeyAsync), nameof(ISecurityContextGrain.InvokeAsync), nameof(ISecurityContextGrain.ReportStepsAsync)),
        .. Of<IStepJournalGrain>(nameof(IStepJournalGrain.ReadAsync), nameof(IStepJournalGrain.ReadAfterAsync)),
    ]);

    /// <summary>Whether a gateway may call a method.</summary>
    public static bool Include(MethodInfo method) => Methods.Contains(method) || (method.DeclaringType?.FullName is { } name && OfTheRuntime.Contains(name));

    private static IEnumerable<MethodInfo> Of<TGrain>(params string[] methods) =>
        methods.Select(method => typeof(TGrain).GetMethod(method) ?? throw new MissingMethodException(typeof(TGrain).Name, method));
}
