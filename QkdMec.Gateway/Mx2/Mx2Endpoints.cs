using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QkdMec.Gateway.Access;
using QkdMec.Protocols.Mx2;
using QkdMec.Protocols.Problems;

namespace QkdMec.Gateway.Mx2;

/// <summary>ETSI MEC 016: the device application interface.</summary>
internal static class Mx2Endpoints
{
    /// <summary>The name of the interface's OpenAPI document.</summary>
    public const string Document = "mx2";

    public static void MapMx2(this IEndpointRouteBuilder routes)
    {
        var mx2 = routes.MapGroup(Mx2Paths.Root).WithGroupName(Document).WithTags("Mx2").ForDevices();
        mx2.MapGet("/app_list", AppListOperation.RunAsync)
            .WithName("AppListGET").WithSummary("The applications a device may use")
            .Produces<ApplicationList>().WithProblems(400, 403, 404);
        mx2.MapPost("/app_contexts", CreateAppContextOperation.RunAsync)
            .WithName("AppContextsPOST").WithSummary("Create an application context").Accepts<AppContextInfo>("application/json")
            .Produces<AppContextInfo>(StatusCodes.Status201Created).WithProblems(400, 403, 404, 409, 413, 415, 422, 503);
        mx2.MapPut("/app_contexts/{contextId}", UpdateAppContextOperation.RunAsync)
            .WithName("AppContextsPUT").WithSummary("Change call-back and locations of an application context").Accepts<AppContextInfo>("application/json")
            .Produces(StatusCodes.Status204NoContent).WithProblems(400, 403, 404, 413, 415, 503);
        mx2.MapDelete("/app_contexts/{contextId}", DeleteAppContextOperation.RunAsync)
            .WithName("AppContextsDELETE").WithSummary("Delete an application context")
            .Produces(StatusCodes.Status204NoContent).WithProblems(400, 403, 404, 503);
        mx2.MapPost("/obtain_app_loc_availability", LocationAvailabilityOperation.RunAsync)
            .WithName("AppLocationAvailabilityPOST").WithSummary("Where an application can be instantiated").Accepts<ApplicationLocationAvailability>("application/json")
            .Produces<ApplicationLocationAvailability>().WithProblems(400, 403, 404, 413, 415, 503);
    }

    /// <summary>Says in the OpenAPI document which errors there are.</summary>
    internal static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<ProblemDetails>(status, ProblemDetails.MediaType);
        }

        return route;
    }
}
