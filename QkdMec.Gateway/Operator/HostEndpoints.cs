using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QkdMec.Gateway.Mx2;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary>The part of the operator API that is about MEC hosts.</summary>
internal static class HostEndpoints
{
    public static void MapHosts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/hosts", HostOperations.ListAsync).WithSummary("The MEC hosts and what is left of them; by state and country")
            .Produces<HostList>().WithProblems(400, 503);
        api.MapGet("/hosts/{site}/{host}", HostOperations.GetAsync).WithSummary("One MEC host").Produces<HostSummary>().WithProblems(400, 404, 503);
        api.MapPut("/hosts/{site}/{host}", HostOperations.PutAsync)
            .WithSummary("Let a MEC host take contexts: one that is new, was drained or was removed; it counts as failed until it answers")
            .Accepts<HostTermsDocument>("application/json").Produces<HostSummary>(StatusCodes.Status201Created).Produces<HostSummary>().WithProblems(400, 409, 413, 415, 503);
        api.MapPost("/hosts/{site}/{host}/drain", HostOperations.DrainAsync).WithSummary("Let a MEC host take no new contexts and become empty")
            .Produces<HostSummary>().WithProblems(400, 404, 409, 413, 415, 503);
        api.MapPut("/hosts/{site}/{host}/telemetry", HostOperations.ReportAsync).WithSummary("Tell the processor load of a MEC host; it counts for a while")
            .Accepts<HostTelemetry>("application/json").Produces(StatusCodes.Status204NoContent).WithProblems(400, 404, 413, 415, 503);
        api.MapDelete("/hosts/{site}/{host}", HostOperations.RemoveAsync).WithSummary("Remove a MEC host; it is listed as removed until it is empty")
            .Produces<HostSummary>(StatusCodes.Status202Accepted).WithProblems(400, 404, 503);
    }
}
