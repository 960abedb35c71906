using System.Diagnostics;
using System.Net;
using QkdMec.Protocols.Steps;
using QkdMec.Tests.Processes.Telemetry;

namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>Is an invocation one trace when its steps are taken on several machines?</summary>
[Collection(ClusterGroup.Name)]
public sealed class ClusterTraceTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const string RootSpan = "00f067aa0ba902b7";

    private OtlpCollector collector = null!;
    private ProductCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        collector = await OtlpCollector.StartAsync();
        cluster = await new ProductCluster(await postgres.NewDatabaseAsync()) { Told = collector.Environment }
            .With("clinic", ["hospital"], client: true)
            .With("relay", ["relay"])
            .With("edge", ["edge"])
            .With("gate", [], gateway: true)
            .PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (collector?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task FirstInvocation_IsOneTraceOfAllMachinesThatTookPart()
    {
        await cluster.StartAsync("clinic", "relay", "edge", "gate");
        using var warm = await cluster.UntilAsync(() => cluster.InvokeAsync("clinic"), HttpStatusCode.OK);
        using var forgotten = await cluster.ForgetAsync("clinic");
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        using var answer = await cluster.InvokeAsync("clinic", traceParent: $"00-{traceId}-{RootSpan}-01");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        // Each machine sends by itself, so that a span can come before the one it hangs on.
        await collector.WaitAsync(
            known => StepsOf(known.TraceOf(traceId)).Count >= KnownSteps.All.Count && !HangingIn(known.TraceOf(traceId)).Any(),
            () => string.Join(Environment.NewLine, collector.TraceOf(traceId)));
        var trace = collector.TraceOf(traceId);
        Assert.Equal(KnownSteps.All.Select(step => step.Name).Order(), StepsOf(trace).Order());
        Assert.Equal("clinic", MachineOf(trace, "invoke function"));
        Assert.Equal("gate", MachineOf(trace, "POST /functions/v1/{site}/{host}/{contextId}/invocations"));
        Assert.Equal("edge", MachineOf(trace, "run function"));
        Assert.Equal("edge", MachineOf(trace, "POST /api/v1/keys/{master_SAE_ID}/dec_keys"));
    }

    private static IEnumerable<OtlpSpan> HangingIn(IReadOnlyList<OtlpSpan> trace)
    {
        var spans = trace.Select(span => span.SpanId).Append(RootSpan).ToHashSet();
        return trace.Where(span => !spans.Contains(span.ParentId));
    }

    private static string MachineOf(IReadOnlyList<OtlpSpan> trace, string span) => trace.First(one => one.Name == span).Resource["qkdmec.machine"];

    private static List<string> StepsOf(IReadOnlyList<OtlpSpan> trace) => [.. trace.SelectMany(span => span.Events)];
}
