using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace QkdMec.Tests.Processes.Telemetry;

/// <summary>A collector that keeps what it is sent over OTLP, HTTP and Protocol Buffers.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly List<(string Path, byte[] Body)> received = [];
    private readonly WebApplication app;
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OtlpCollector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(TakeAsync);
    }

    /// <summary>What a process needs to be told so that it sends here, often enough for a test.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "50",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "250",
    };

    /// <summary>Everything that came, by where it was sent.</summary>
    public IReadOnlyList<(string Path, byte[] Body)> Received
    {
        get
        {
            lock (gate)
            {
                return [.. received];
            }
        }
    }

    /// <summary>The spans that came.</summary>
    public IReadOnlyList<OtlpSpan> Spans => [.. BodiesAt("/v1/traces").SelectMany(OtlpSpan.In)];

    /// <summary>The spans of a trace.</summary>
    public IReadOnlyList<OtlpSpan> TraceOf(string traceId) => [.. Spans.Where(span => span.TraceId == traceId)];

    /// <summary>The names of the instruments that came.</summary>
    public IReadOnlyCollection<string> Metrics =>
        [.. Scopes("/v1/metrics").SelectMany(scope => scope.Messages(2)).Select(metric => metric.Text(1)).Distinct()];

    /// <summary>The log records that came, each with its text and the trace it belongs to.</summary>
    public IReadOnlyList<(string Text, string TraceId)> Logs =>
        [.. Scopes("/v1/logs").SelectMany(scope => scope.Messages(2)).Select(record => (OtlpText.ValueOf(record.Message(5)), record.Hex(9)))];

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        await collector.app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Waits until what came satisfies a test.</summary>
    public async Task WaitAsync(Func<OtlpCollector, bool> isThere, Func<string> describe)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            Task next;
            lock (gate)
            {
                next = more.Task;
            }

            if (isThere(this))
            {
                return;
            }

            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"it did not come within {Patience}:{System.Environment.NewLine}{describe()}");
            }
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IEnumerable<ProtoMessage> Scopes(string path) => BodiesAt(path).SelectMany(body => new ProtoMessage(body).Messages(1)).SelectMany(resource => resource.Messages(2));

    private IEnumerable<byte[]> BodiesAt(string path) => Received.Where(request => request.Path == path).Select(request => request.Body);

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        TaskCompletionSource came;
        lock (gate)
        {
            received.Add((http.Request.Path, body.ToArray()));
            (came, more) = (more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        came.SetResult();
        http.Response.ContentType = "application/x-protobuf";
    }
}
