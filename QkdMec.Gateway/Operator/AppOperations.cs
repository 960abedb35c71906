using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Orchestration;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary><c>/operator/v1/apps</c>: the catalogue.</summary>
internal sealed class AppOperations(IGrainFactory grains, GatewayOptions options, GatewayAddress address)
{
    private IAppCatalogGrain Catalog => grains.GetGrain<IAppCatalogGrain>(MecOptions.System);

    public static Task<IResult> OnboardAsync(HttpContext http, AppOperations operations) => IsTrial(http) ? operations.TryAsync(http) : operations.OnboardAsync(http);

    public static Task<IResult> ListAsync(HttpContext http, AppOperations operations) => operations.ListAsync(http);

    public static Task<IResult> GetAsync(HttpContext http, string appDId, AppOperations operations) => operations.GetAsync(http, appDId);

    public static Task<IResult> RemoveAsync(HttpContext http, string appDId, AppOperations operations) => operations.RemoveAsync(http, appDId);

    private async Task<IResult> OnboardAsync(HttpContext http)
    {
        StrictQuery.Allow(http);
        var given = await DocumentReader.ReadAsync(http, OperatorShapes.NewApp, NewAppJson.Default.NewAppDocument, options.MaxDocumentBytes);
        var outcome = await Catalog.OnboardAsync(given.ToEntry(), CancellationToken.None).WaitAsync(options.AnswerWithin, http.RequestAborted);
        if (OnboardAnswers.Refused(outcome, given.Function) is { } refusal)
        {
            return refusal;
        }

        if (outcome.Status == OnboardStatus.AlreadyThere)
        {
            return Results.Json(outcome.App!.ToDocument(), OperatorJson.Default.AppDocument);
        }

        http.Response.Headers.Location = address.Absolute($"{OperatorPaths.Apps}/{outcome.App!.AppDId}");
        return Results.Json(outcome.App.ToDocument(), OperatorJson.Default.AppDocument, statusCode: StatusCodes.Status201Created);
    }

    private async Task<IResult> ListAsync(HttpContext http)
    {
        StrictQuery.Allow(http);
        var apps = await Catalog.ListAsync(AppFilter.All, http.RequestAborted).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return Results.Json(new AppDocumentList { Apps = [.. apps.Select(app => app.ToDocument())] }, OperatorJson.Default.AppDocumentList);
    }

    private async Task<IResult> GetAsync(HttpContext http, string appDId)
    {
        StrictQuery.Allow(http);
        var app = await Catalog.GetAsync(appDId, http.RequestAborted).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return app is null ? Unknown(appDId) : Results.Json(app.ToDocument(), OperatorJson.Default.AppDocument);
    }

    private async Task<IResult> RemoveAsync(HttpContext http, string appDId)
    {
        StrictQuery.Allow(http);
        var removed = await Catalog.RemoveAsync(appDId, CancellationToken.None).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return removed ? Results.NoContent() : Unknown(appDId);
    }

    // What on-boarding would come to, without doing it.
    private async Task<IResult> TryAsync(HttpContext http)
    {
        StrictQuery.Allow(http, "validate");
        var given = await DocumentReader.ReadAsync(http, OperatorShapes.NewApp, NewAppJson.Default.NewAppDocument, options.MaxDocumentBytes);
        var outcome = await Catalog.CheckAsync(given.ToEntry(), http.RequestAborted).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return OnboardAnswers.Refused(outcome, given.Function) ?? Results.Json(outcome.App!.ToDocument(), OperatorJson.Default.AppDocument);
    }

    private static bool IsTrial(HttpContext http) => http.Request.Query["validate"] switch
    {
        { Count: 0 } => false,
        ["true"] => true,
        _ => throw StrictQuery.Malformed("'validate' must be true, once, or not be there."),
    };

    private static IResult Unknown(string appDId) => Problem.Result(404, "unknown-application", $"There is no application with the appDId '{appDId}'.");
}
