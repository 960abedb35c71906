using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Gateway.Mx2;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Steps;
using QkdMec.Protocols.Operator;
using QkdMec.Protocols.Steps;

namespace QkdMec.Gateway.Operator;

/// <summary><c>/operator/v1/contexts</c>: app contexts and their trace of steps.</summary>
internal sealed class ContextOperations(IGrainFactory grains, GatewayOptions options, ContextPages pages)
{
    private const int DefaultPage = 50;
    private const int LargestPage = 200;

    public static Task<IResult> ListAsync(HttpContext http, ContextOperations operations) => operations.ListAsync(http);

    public static Task<IResult> GetAsync(HttpContext http, string contextId, ContextOperations operations) => operations.GetAsync(http, contextId);

    public static Task<IResult> DeleteAsync(HttpContext http, string contextId, ContextOperations operations) => operations.DeleteAsync(http, contextId);

    public static Task<IResult> StepsAsync(HttpContext http, string contextId, ContextOperations operations) => operations.StepsAsync(http, contextId);

    private async Task<IResult> ListAsync(HttpContext http)
    {
        StrictQuery.Allow(http, "limit", "after");
        var limit = ReadLimit(http);
        var after = ReadAfter(http);
        var page = await pages.ReadAsync(after, limit, http.RequestAborted).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return Results.Json(page, OperatorJson.Default.ContextPage);
    }

    private async Task<IResult> GetAsync(HttpContext http, string contextId)
    {
        StrictQuery.Allow(http);
        return await FindAsync(http, contextId) is { } context
            ? Results.Json(ContextPages.Summarise(context), OperatorJson.Default.ContextSummary)
            : Mx2Answers.UnknownContext();
    }

    private async Task<IResult> DeleteAsync(HttpContext http, string contextId)
    {
        StrictQuery.Allow(http);
        if (!ContextIds.IsValid(contextId))
        {
            return Mx2Answers.UnknownContext();
        }

        // Not tied to the request, as a device's own deletion. Unlike that, the device application hears of it.
        var found = await grains.GetGrain<IAppContextGrain>(contextId).EvictAsync(CancellationToken.None).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return found ? Results.NoContent() : Mx2Answers.UnknownContext();
    }

    // The journal outlives its context, so that a deletion can be followed too; a context that never was has none.
    private async Task<IResult> StepsAsync(HttpContext http, string contextId)
    {
        StrictQuery.Allow(http);
        if (!ContextIds.IsValid(contextId))
        {
            return Mx2Answers.UnknownContext();
        }

        var steps = await grains.GetGrain<IStepJournalGrain>(contextId).ReadAsync(http.RequestAborted).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return steps.IsEmpty && await FindAsync(http, contextId) is null
            ? Mx2Answers.UnknownContext()
            : Results.Json(new StepList { Steps = [.. steps.Select(step => step.ToRecord())] }, StepJson.Default.StepList);
    }

    private async Task<AppContextView?> FindAsync(HttpContext http, string contextId) => ContextIds.IsValid(contextId)
        ? await grains.GetGrain<IAppContextGrain>(contextId).GetAsync(http.RequestAborted).WaitAsync(options.AnswerWithin, http.RequestAborted)
        : null;

    private static int ReadLimit(HttpContext http) => http.Request.Query["limit"] switch
    {
        { Count: 0 } => DefaultPage,
        [{ } text] when int.TryParse(text, System.Globalization.NumberStyles.None, null, out var limit) && limit is > 0 and <= LargestPage => limit,
        _ => throw StrictQuery.Malformed($"'limit' must be from 1 to {LargestPage}, once."),
    };

    private static ContextCursor? ReadAfter(HttpContext http) => http.Request.Query["after"] switch
    {
        { Count: 0 } => null,
        [{ } text] when ContextCursor.TryParse(text) is { } cursor => cursor,
        _ => throw StrictQuery.Malformed("'after' must be what 'next' of a page was."),
    };
}

/// <summary>A place in the list of contexts.</summary>
/// <param name="Host">The host.</param>
/// <param name="Context">The context's id.</param>
internal sealed record ContextCursor(HostId Host, string Context)
{
    /// <summary>Reads a cursor; null when it is none.</summary>
    public static ContextCursor? TryParse(string text) =>
        text.Split('/') is [var site, var host, var context] && Names.IsValid(site) && Names.IsValid(host) && ContextIds.IsValid(context)
            ? new ContextCursor(new HostId(new SiteId(site), host), context)
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Host}/{Context}";
}
