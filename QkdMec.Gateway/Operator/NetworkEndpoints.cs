using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QkdMec.Gateway.Mx2;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary>The part of the operator API that is about the QKD network.</summary>
internal static class NetworkEndpoints
{
    public static IServiceCollection AddNetworkOperations(this IServiceCollection services)
    {
        services.TryAddSingleton<INetworkDeployment, SeparateDeployment>();
        return services.AddSingleton<NetworkAccess>().AddSingleton<TopologyAnswers>().AddSingleton<LinkOperations>().AddSingleton<TopologyOperations>();
    }

    public static void MapNetwork(this IEndpointRouteBuilder api)
    {
        api.MapGet("/network", RouteOperations.NetworkAsync).WithSummary("QKD links, routes and what pairs of KMEs share")
            .Produces<NetworkDocument>().WithProblems(400, 503);
        api.MapGet("/kmes", KmeOperations.ListAsync).WithSummary("The KMEs with their key pools and alarms").Produces<KmeList>().WithProblems(400, 503);
        api.MapGet("/network/pools", KmeOperations.PoolsAsync).WithSummary("The key pools of all KMEs").Produces<PoolList>().WithProblems(400, 503);
        api.MapGet("/network/alarms", KmeOperations.AlarmsAsync).WithSummary("The last alarms of all KMEs, the newest first")
            .Produces<NetworkAlarmList>().WithProblems(400, 503);
        api.MapGet("/network/routes", RouteOperations.ListAsync).WithSummary("The route between each two KMEs with SAEs").Produces<RouteList>().WithProblems(400, 503);
        api.MapGet("/network/routes/{from}/{to}", RouteOperations.GetAsync).WithSummary("What each routing policy would choose between two KMEs")
            .Produces<RouteDetail>().WithProblems(400, 404, 503);
        MapTopology(api);
        MapLinks(api);
    }

    private static void MapTopology(IEndpointRouteBuilder api)
    {
        api.MapGet("/network/topology", TopologyOperations.GetAsync).WithSummary("KMEs, links and SAEs: who is where")
            .Produces<TopologyDocument>().WithProblems(400, 503);
        api.MapPut("/network/kmes/{kme}", TopologyOperations.AddKmeAsync).WithSummary("Add a KME in a site of its own").Accepts<KmeRequest>("application/json")
            .Produces<TopologyChange>(StatusCodes.Status201Created).Produces<TopologyChange>().WithProblems(400, 409, 413, 415, 503);
        api.MapPut("/network/kmes/{kme}/saes/{sae}", TopologyOperations.AttachAsync).WithSummary("Attach a SAE to a KME")
            .Produces<TopologyChange>(StatusCodes.Status201Created).Produces<TopologyChange>().WithProblems(400, 404, 409, 413, 415, 503);
        api.MapDelete("/network/kmes/{kme}/saes/{sae}", TopologyOperations.DetachAsync)
            .WithSummary("Detach a SAE: its requests get 401, and its keys that were not fetched are lost").Produces<TopologyChange>().WithProblems(400, 404, 503);
    }

    private static void MapLinks(IEndpointRouteBuilder api)
    {
        api.MapGet("/network/links", LinkOperations.ListAsync).WithSummary("What each link does now").Produces<LinkList>().WithProblems(400, 503);
        api.MapGet("/network/links/{link}", LinkOperations.GetAsync).WithSummary("What one link, kmeA~kmeB, does now")
            .Produces<LinkDetail>().WithProblems(400, 404, 503);
        api.MapPut("/network/links/{link}", LinkOperations.LayAsync).WithSummary("Lay a link between two KMEs").Accepts<LinkRequest>("application/json")
            .Produces<TopologyChange>(StatusCodes.Status201Created).Produces<TopologyChange>().WithProblems(400, 404, 409, 413, 415, 503);
        api.MapDelete("/network/links/{link}", LinkOperations.RemoveAsync).WithSummary("Remove a link; what both ends have of its key stays usable")
            .Produces<TopologyChange>().WithProblems(400, 404, 503);
        api.MapPost("/network/links/{link}/cut", LinkOperations.CutAsync).WithSummary("Cut a link's fibre").Produces<LinkDetail>().WithProblems(400, 404, 415, 503);
        api.MapPost("/network/links/{link}/repair", LinkOperations.RepairAsync).WithSummary("Mend a link's fibre").Produces<LinkDetail>().WithProblems(400, 404, 415, 503);
        api.MapPost("/network/links/{link}/eavesdrop", LinkOperations.EavesdropAsync).WithSummary("Let an eavesdropper intercept a share of a link's pulses")
            .Accepts<EavesdropRequest>("application/json").Produces<LinkDetail>().WithProblems(400, 404, 413, 415, 503);
    }
}
