using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Audits;
using QkdMec.Grains.Orchestration;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary><c>/operator/v1/audit</c>: what operators and devices asked for.</summary>
internal static class AuditOperations
{
    private const int DefaultPage = 50;
    private const int LargestPage = 200;

    public static async Task<IResult> ReadAsync(HttpContext http, IGrainFactory grains, GatewayOptions options)
    {
        StrictQuery.Allow(http, "limit", "after");
        var limit = (int)ReadNumber(http, "limit", DefaultPage, 1, LargestPage);
        var after = ReadNumber(http, "after", 0, 0, long.MaxValue / 2);
        var page = await grains.GetGrain<IAuditLogGrain>(MecOptions.System).ReadAsync(after, limit, http.RequestAborted).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return Results.Json(
            new AuditDocument
            {
                Entries = [.. page.Entries.Select(ToRecord)],
                Newest = page.Newest,
                Next = page.Entries.Length == limit ? page.Entries[^1].Number : null,
            },
            OperatorJson.Default.AuditDocument);
    }

    private static AuditRecord ToRecord(NumberedAuditEntry numbered) => new()
    {
        Number = numbered.Number,
        Time = numbered.Entry.Time,
        Interface = numbered.Entry.Interface,
        Client = numbered.Entry.Client is { Length: > 0 } client ? client : null,
        Method = numbered.Entry.Method,
        Path = numbered.Entry.Path,
        Status = numbered.Entry.Status,
        Created = numbered.Entry.Created,
    };

    private static long ReadNumber(HttpContext http, string key, long unsaid, long least, long most) => http.Request.Query[key] switch
    {
        { Count: 0 } => unsaid,
        [{ } text] when long.TryParse(text, System.Globalization.NumberStyles.None, null, out var number) && number >= least && number <= most => number,
        _ => throw StrictQuery.Malformed($"'{key}' must be a number from {least} to {most}, once."),
    };
}
