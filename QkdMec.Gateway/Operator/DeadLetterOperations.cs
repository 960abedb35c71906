using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Notifications;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary><c>/operator/v1/dead-letters</c>: notifications that device applications did not take.</summary>
internal static class DeadLetterOperations
{
    private const int DefaultPage = 50;
    private const int LargestPage = 200;
    private const int LongestId = 128;

    public static async Task<IResult> ListAsync(HttpContext http, IGrainFactory grains, GatewayOptions options)
    {
        StrictQuery.Allow(http, "limit", "after");
        var page = await ReadAsync(grains, ReadAfter(http), ReadLimit(http), http.RequestAborted).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return Results.Json(page, OperatorJson.Default.DeadLetterPage);
    }

    public static async Task<IResult> RetryAsync(HttpContext http, string letterId, IGrainFactory grains, GatewayOptions options)
    {
        StrictQuery.Allow(http);
        await EmptyDocument.RequireAsync(http, options.MaxDocumentBytes);

        // Not tied to the request: an operator who hangs up has still asked for it.
        var status = await LettersOf(grains, letterId).RetryAsync(letterId, CancellationToken.None).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return status switch
        {
            RetryStatus.Queued => Results.StatusCode(StatusCodes.Status202Accepted),
            RetryStatus.ContextGone => Problem.Result(
                StatusCodes.Status409Conflict, "context-gone", "The context of this notification is gone: only its end could still be told."),
            _ => Unknown(),
        };
    }

    public static async Task<IResult> RemoveAsync(HttpContext http, string letterId, IGrainFactory grains, GatewayOptions options)
    {
        StrictQuery.Allow(http);
        var removed = await LettersOf(grains, letterId).RemoveAsync(letterId, CancellationToken.None).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return removed ? Results.NoContent() : Unknown();
    }

    private static IResult Unknown() => Problem.Result(StatusCodes.Status404NotFound, "unknown-dead-letter", "There is no such dead letter.");

    private static IDeadLetterGrain LettersOf(IGrainFactory grains, string letterId) =>
        grains.GetGrain<IDeadLetterGrain>(NotificationKeys.DeadLettersOf(letterId));

    private static async Task<DeadLetterPage> ReadAsync(IGrainFactory grains, string after, int limit, CancellationToken cancellationToken)
    {
        var found = new List<DeadLetter>();
        foreach (var part in NotificationKeys.DeadLetters.Where(part => after.Length == 0 || string.CompareOrdinal(part, NotificationKeys.DeadLettersOf(after)) >= 0))
        {
            if (found.Count == limit)
            {
                break;
            }

            found.AddRange(await grains.GetGrain<IDeadLetterGrain>(part).ListAsync(after, limit - found.Count, cancellationToken));
        }

        return new DeadLetterPage { DeadLetters = [.. found.Select(Summarise)], Next = found.Count == limit ? found[^1].LetterId : null };
    }

    private static DeadLetterSummary Summarise(DeadLetter letter) => new()
    {
        Id = letter.LetterId,
        ContextId = letter.Context.Value,
        Kind = letter.Notification.Notification.Kind.ToString(),

        // A query may hold what the device application means for itself alone, such as a token.
        Address = new Uri(letter.Notification.Callback).GetLeftPart(UriPartial.Path),
        Attempts = letter.Notification.Attempts,
        Failure = letter.Notification.Failure,
        QueuedAt = letter.Notification.QueuedAt,
        TriedAt = letter.Notification.TriedAt,
        GivenUpAt = letter.GivenUpAt,
    };

    private static int ReadLimit(HttpContext http) => http.Request.Query["limit"] switch
    {
        { Count: 0 } => DefaultPage,
        [{ } text] when int.TryParse(text, System.Globalization.NumberStyles.None, null, out var limit) && limit is > 0 and <= LargestPage => limit,
        _ => throw StrictQuery.Malformed($"'limit' must be from 1 to {LargestPage}, once."),
    };

    private static string ReadAfter(HttpContext http) => http.Request.Query["after"] switch
    {
        { Count: 0 } => "",
        [{ Length: > 0 and <= LongestId } text] => text,
        _ => throw StrictQuery.Malformed("'after' must be what 'next' of a page was."),
    };
}
