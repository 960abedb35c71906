using System.Diagnostics;
using System.Text;
using QkdMec.Protocols.Steps;
using QkdMec.Tests.Architecture;
using QkdMec.Tests.Wire.Networks;

namespace QkdMec.Tests.Processes.Telemetry;

/// <summary>Is it one trace when client perimeter and edge are processes of their own?</summary>
[Collection(ProcessGroup.Name)]
public sealed class SeveralProcessesTests(TracedProduct product) : IClassFixture<TracedProduct>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invocation_IsOneTraceOfBothProcesses()
    {
        await using var perimeter = await PerimeterProcess.StartAsync(product, product.Collector.Environment);
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        await InvokeAsync(perimeter.Address, $"00-{traceId}-00f067aa0ba902b7-01");

        await WaitAsync(traceId, trace => Services(trace).Count == 2 && Steps(trace).Count >= KnownSteps.All.Count);
        var trace = product.Collector.TraceOf(traceId);
        Assert.Equal([TracedProduct.ServiceName, "qkdmec-perimeter"], Services(trace).Order());
        Assert.Equal("qkdmec-perimeter", Assert.Single(trace, span => span.Name == "invoke function").Resource["service.name"]);
        Assert.Equal("sae-hospital", trace.First(span => span.Name == "agree key").Resource["qkdmec.sae"]);
        Assert.Equal(TracedProduct.ServiceName, Assert.Single(trace, span => span.Name == "run function").Resource["service.name"]);
        var known = trace.Select(span => span.SpanId).Append("00f067aa0ba902b7").ToHashSet();
        Rule.Holds("These hang in the air", trace.Where(span => !known.Contains(span.ParentId)).Select(span => span.ToString()));
    }

    [Fact]
    public async Task PerimeterWithoutACollector_LeavesTheChoiceToTheEdge()
    {
        await using var perimeter = await PerimeterProcess.StartAsync(product, new Dictionary<string, string>());
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        await InvokeAsync(perimeter.Address, $"00-{traceId}-00f067aa0ba902b7-00");

        await WaitAsync(traceId, trace => trace.Any(span => span.Name == "run function"));
        Assert.DoesNotContain(product.Collector.TraceOf(traceId), span => span.Name == "invoke function");
    }

    [Fact]
    public async Task PerimeterThatLeavesATraceOut_IsFollowedByTheEdge()
    {
        var environment = new Dictionary<string, string>(product.Collector.Environment) { ["OTEL_TRACES_SAMPLER"] = "always_off" };
        await using var perimeter = await PerimeterProcess.StartAsync(product, environment);
        var (left, kept) = (ActivityTraceId.CreateRandom().ToHexString(), ActivityTraceId.CreateRandom().ToHexString());
        await InvokeAsync(perimeter.Address, $"00-{left}-00f067aa0ba902b7-01");
        await InvokeAsync(product.Addresses.ClientUri, $"00-{kept}-00f067aa0ba902b7-01");

        await WaitAsync(kept, trace => trace.Any(span => span.Name == "run function"));
        Assert.Empty(product.Collector.TraceOf(left));
    }

    [Fact]
    public async Task Perimeter_WithAnUnknownLogFormat_SaysSoInOneLine()
    {
        var refused = await CommandRun.OfAsync("perimeter", "--log-format", "xml");

        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("qkdmec: --log-format xml: give text or json", refused.Error.Trim());
    }

    private static List<string> Services(IEnumerable<OtlpSpan> trace) => [.. trace.Select(span => span.Resource["service.name"]).Distinct()];

    private static List<string> Steps(IEnumerable<OtlpSpan> trace) => [.. trace.SelectMany(span => span.Events)];

    private static async Task InvokeAsync(Uri perimeter, string traceParent)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(perimeter, "echo"));
        request.Content = new StringContent("""{"a":1}""", Encoding.UTF8, "application/json");
        request.Headers.Add(TraceParent.HeaderName, traceParent);
        using var answer = await http.SendAsync(request, Cancellation);
        Assert.Equal("""{"a":1}""", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private Task WaitAsync(string traceId, Func<IReadOnlyList<OtlpSpan>, bool> isThere) => product.Collector.WaitAsync(
        collector => isThere(collector.TraceOf(traceId)),
        () => string.Join(Environment.NewLine, product.Collector.TraceOf(traceId)));
}
