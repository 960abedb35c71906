using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Audits;
using QkdMec.Gateway.Mx2;
using QkdMec.Protocols.Operator;
using QkdMec.Protocols.Steps;

namespace QkdMec.Gateway.Operator;

/// <summary>The operator API.</summary>
internal static class OperatorEndpoints
{
    /// <summary>The name of the interface's OpenAPI document.</summary>
    public const string Document = "operator";

    public static IServiceCollection AddOperator(this IServiceCollection services) =>
        services.AddSingleton<AppOperations>().AddSingleton<ContextOperations>().AddSingleton<ContextPages>().AddSingleton<HostOperations>().AddAudit().AddNetworkOperations();

    public static void MapOperator(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(OperatorPaths.Root).WithGroupName(Document).WithTags("Operator").ForOperators();
        api.MapPost("/apps", AppOperations.OnboardAsync).WithSummary("On-board an application, or with validate=true only say what that would come to").Accepts<NewAppDocument>("application/json")
            .Produces<AppDocument>(StatusCodes.Status201Created).Produces<AppDocument>().WithProblems(400, 409, 413, 415, 503);
        api.MapGet("/apps", AppOperations.ListAsync).WithSummary("The catalogue").Produces<AppDocumentList>().WithProblems(400, 503);
        api.MapGet("/apps/{appDId}", AppOperations.GetAsync).WithSummary("One application").Produces<AppDocument>().WithProblems(400, 404, 503);
        api.MapDelete("/apps/{appDId}", AppOperations.RemoveAsync).WithSummary("Remove an application; its contexts stay")
            .Produces(StatusCodes.Status204NoContent).WithProblems(400, 404, 503);
        api.MapGet("/contexts", ContextOperations.ListAsync).WithSummary("App contexts, page by page: limit, after")
            .Produces<ContextPage>().WithProblems(400, 503);
        api.MapGet("/contexts/{contextId}", ContextOperations.GetAsync).WithSummary("One app context").Produces<ContextSummary>().WithProblems(400, 404, 503);
        api.MapDelete("/contexts/{contextId}", ContextOperations.DeleteAsync).WithSummary("Delete an app context, whosever it is; its device application is notified")
            .Produces(StatusCodes.Status204NoContent).WithProblems(400, 404, 503);
        api.MapGet("/contexts/{contextId}/steps", ContextOperations.StepsAsync).WithSummary("What was done for an app context, in order of time")
            .Produces<StepList>().WithProblems(400, 404, 503);
        api.MapDeadLetters();
        api.MapNetwork();
        api.MapHosts();
        api.MapGet("/audit", AuditOperations.ReadAsync).WithSummary("What operators and devices asked for, the oldest first, page by page: limit, after")
            .Produces<AuditDocument>().WithProblems(400, 503);
    }

    private static void MapDeadLetters(this IEndpointRouteBuilder api)
    {
        api.MapGet("/dead-letters", DeadLetterOperations.ListAsync).WithSummary("Notifications that device applications did not take, page by page: limit, after")
            .Produces<DeadLetterPage>().WithProblems(400, 503);
        api.MapPost("/dead-letters/{letterId}/retry", DeadLetterOperations.RetryAsync).WithSummary("Deliver a notification after all")
            .Produces(StatusCodes.Status202Accepted).WithProblems(400, 404, 409, 415, 503);
        api.MapDelete("/dead-letters/{letterId}", DeadLetterOperations.RemoveAsync).WithSummary("Throw a notification away")
            .Produces(StatusCodes.Status204NoContent).WithProblems(400, 404, 503);
    }
}
