using System.Diagnostics;
using System.Text;
using System.Text.Json;
using QkdMec.Protocols.Steps;
using QkdMec.Tests.Architecture;
using QkdMec.Tests.Architecture.Leaks;

namespace QkdMec.Tests.Processes.Telemetry;

/// <summary>What does a collector learn from the real product, and what does it never learn?</summary>
[Collection(ProcessGroup.Name)]
public sealed class ExportTests(TracedProduct product) : IClassFixture<TracedProduct>
{
    private const string Letter = """{"letter":"Dear Zoë, the planted text of this letter is nobody's business","number":271828182845}""";

    private const string TraceState = "ward=the-planted-state-of-a-trace";

    private const string Baggage = "patient=the-planted-baggage-of-a-patient";

    private static readonly string[] SpansOfAFirstInvocation =
    [
        "POST /{appName}", "open context", "GET /dev_app/v1/app_list", "POST /dev_app/v1/app_contexts", "IAppContextGrain/CreateAsync", "IOrchestratorGrain/PlaceAsync",
        "IMecHostGrain/ReserveAsync", "IQkdNetworkGrain/ReserveRateAsync", "ISecurityContextGrain/BindAsync", "invoke function", "agree key",
        "POST /functions/v1/{site}/{host}/{contextId}/negotiation", "ISecurityContextGrain/NegotiateAsync", "enc_keys", "POST /api/v1/keys/{slave_SAE_ID}/enc_keys",
        "POST /functions/v1/{site}/{host}/{contextId}/key", "ISecurityContextGrain/ActivateKeyAsync", "dec_keys", "POST /api/v1/keys/{master_SAE_ID}/dec_keys",
        "POST /functions/v1/{site}/{host}/{contextId}/invocations", "ISecurityContextGrain/InvokeAsync", "run function",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstInvocation_IsOneTraceFromTheClientAppToTheFunction()
    {
        var (traceId, root) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        var context = await InvokeAsync("echo", "one-trace", $"00-{traceId}-{root}-01");

        await WaitForTraceAsync(traceId, trace => SpansOfAFirstInvocation.All(name => trace.Any(span => span.Name == name)) && StepsOf(trace).Count >= KnownSteps.All.Count);
        var trace = product.Collector.TraceOf(traceId);
        Assert.Equal(KnownSteps.All.Select(step => step.Name).Order(), StepsOf(trace).Order());
        var known = trace.Select(span => span.SpanId).Append(root).ToHashSet();
        Rule.Holds("These hang in the air", trace.Where(span => !known.Contains(span.ParentId)).Select(span => span.ToString()));
        Assert.Equal(root, trace.Single(span => span.Name == "POST /{appName}").ParentId);
        AssertHangsBelow(trace, "dec_keys", "ISecurityContextGrain/ActivateKeyAsync");
        AssertHangsBelow(trace, "run function", "ISecurityContextGrain/InvokeAsync");
        AssertHangsBelow(trace, "IMecHostGrain/ReserveAsync", "IOrchestratorGrain/PlaceAsync");
        Assert.All(await TraceIdsOfStepsAsync(context), id => Assert.Equal(traceId, id));
    }

    [Fact]
    public async Task Spans_SayWhoSentThemAndWhatWasAnswered()
    {
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        await InvokeAsync("echo", "who-and-what", $"00-{traceId}-00f067aa0ba902b7-01");

        await WaitForTraceAsync(traceId, trace => trace.Any(span => span.Name == "POST /{appName}"));
        var trace = product.Collector.TraceOf(traceId);
        Assert.All(trace, span => Assert.Equal(TracedProduct.ServiceName, span.Resource["service.name"]));
        var resource = trace[0].Resource;
        Assert.Equal(Environment.MachineName, resource["host.name"]);
        Assert.Equal("ward-7", resource["deployment.environment.name"]);
        Assert.Contains("hospital", resource["qkdmec.sites"].Split(','));
        Assert.True(Guid.TryParse(resource["service.instance.id"], out _));
        Assert.NotEmpty(resource["service.version"]);
        var drawn = trace.Single(span => span.Name == "POST /api/v1/keys/{slave_SAE_ID}/enc_keys");
        Assert.Equal("200", drawn.Attributes["http.response.status_code"]);
        Assert.Equal("kme-hospital", drawn.Attributes["qkdmec.kme"]);
        Assert.Equal("echo", trace.Single(span => span.Name == "run function").Attributes["faas.name"]);
    }

    [Fact]
    public async Task NothingSent_HoldsArgumentsResultsOrKeys()
    {
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        await InvokeAsync("echo", "no-secret", $"00-{traceId}-00f067aa0ba902b7-01");
        using var hospital = new KmeCaller(product.Data, "sae-hospital", product.Addresses.HospitalKme) { TraceParent = $"00-{traceId}-00f067aa0ba902b8-01" };
        using var edge = new KmeCaller(product.Data, "sae-edge-1", product.Addresses.EdgeKme) { TraceParent = $"00-{traceId}-00f067aa0ba902b9-01" };
        var drawn = Assert.Single(await hospital.DrawAsync("sae-edge-1", 1));
        await edge.FetchByQueryAsync("sae-hospital", drawn.Id);
        await WaitForTraceAsync(traceId, trace => trace.Any(span => span.Name == "GET /api/v1/keys/{master_SAE_ID}/dec_keys") && trace.Any(span => span.Name == "POST /{appName}"));
        await product.Collector.WaitAsync(collector => collector.Logs.Any(log => log.TraceId == traceId) && collector.Metrics.Count > 0, () => "no log of the trace, or no metric");

        var searcher = new LeakSearcher();
        searcher.AddText("arguments", Letter);
        searcher.AddText("trace state", TraceState);
        searcher.AddText("baggage", Baggage);
        searcher.AddText("key id", drawn.Id);
        searcher.AddKey("key", drawn.Bytes);
        Rule.Holds("A collector must not learn this", product.Collector.Received.SelectMany(request => searcher.Search(request.Path, request.Body)).Select(leak => leak.ToString()));
        var sees = new LeakSearcher();
        sees.AddText("a span's name", "/api/v1/keys/{master_SAE_ID}/dec_keys");
        Assert.Contains(product.Collector.Received, request => sees.Search(request.Path, request.Body).Count > 0);
    }

    [Fact]
    public async Task Logs_BelongToTheirTrace()
    {
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        await InvokeAsync("echo", "logs", $"00-{traceId}-00f067aa0ba902b7-01");

        await product.Collector.WaitAsync(
            collector => collector.Logs.Count(log => log.TraceId == traceId && log.Text.StartsWith("Step ", StringComparison.Ordinal)) >= KnownSteps.All.Count,
            () => string.Join(Environment.NewLine, product.Collector.Logs.Select(log => $"{log.TraceId} {log.Text}")));
    }

    [Fact]
    public async Task CallerThatDoesNotRecord_LeavesNoTrace()
    {
        var (unrecorded, recorded) = (ActivityTraceId.CreateRandom().ToHexString(), ActivityTraceId.CreateRandom().ToHexString());
        await InvokeAsync("echo", "left-out", $"00-{unrecorded}-00f067aa0ba902b7-00");
        await InvokeAsync("echo", "left-out", $"00-{recorded}-00f067aa0ba902b7-01");

        await WaitForTraceAsync(recorded, trace => trace.Any(span => span.Name == "POST /{appName}"));
        Assert.Empty(product.Collector.TraceOf(unrecorded));
    }

    [Fact]
    public async Task TicksOfTheNetwork_BeginNoTraces()
    {
        using var http = new HttpClient { BaseAddress = product.Addresses.GatewayUri };
        await http.GetStringAsync("metrics", Cancellation);
        await http.GetStringAsync("operator/v1/hosts", Cancellation);

        await product.Collector.WaitAsync(collector => collector.Spans.Any(span => span.Name == "GET /operator/v1/hosts"), () => "no trace of the request");
        var roots = product.Collector.Spans.Where(span => span.ParentId.Length == 0).Select(span => span.Name).Distinct();
        Assert.All(roots, root => Assert.Matches("^(GET|POST|PUT|DELETE) /(operator|functions|dev_app|\\{appName\\})|^agree key$", root));
    }

    private static List<string> StepsOf(IEnumerable<OtlpSpan> trace) => [.. trace.SelectMany(span => span.Events)];

    private static void AssertHangsBelow(IReadOnlyList<OtlpSpan> trace, string name, string above)
    {
        var parents = trace.ToDictionary(span => span.SpanId);
        var span = trace.First(one => one.Name == name);
        var chain = new List<string>();
        while (parents.TryGetValue(span.ParentId, out var parent))
        {
            chain.Add(parent.Name);
            span = parent;
        }

        Assert.Contains(above, chain);
    }

    private Task WaitForTraceAsync(string traceId, Func<IReadOnlyList<OtlpSpan>, bool> isThere) => product.Collector.WaitAsync(
        collector => isThere(collector.TraceOf(traceId)),
        () => string.Join(Environment.NewLine, product.Collector.TraceOf(traceId)));

    private async Task<string> InvokeAsync(string app, string client, string traceParent)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(product.Addresses.ClientUri, app));
        request.Content = new StringContent(Letter, Encoding.UTF8, "application/json");
        request.Headers.Add("Client-Id", client);
        request.Headers.Add(TraceParent.HeaderName, traceParent);
        request.Headers.Add("tracestate", TraceState);
        request.Headers.Add("baggage", Baggage);
        using var response = await http.SendAsync(request, Cancellation);
        Assert.Equal(Letter, await response.Content.ReadAsStringAsync(Cancellation));
        return response.Headers.GetValues("Qkdmec-Context").Single();
    }

    // The perimeter reports its steps after it has answered.
    private async Task<IReadOnlyList<string>> TraceIdsOfStepsAsync(string context)
    {
        using var http = new HttpClient { BaseAddress = product.Addresses.GatewayUri };
        using var steps = JsonDocument.Parse(await http.GetStringAsync($"operator/v1/contexts/{context}/steps", Cancellation));
        return [.. steps.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("traceId").GetString()!)];
    }
}
