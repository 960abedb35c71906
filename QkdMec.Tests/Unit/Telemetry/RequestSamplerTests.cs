using System.Diagnostics;
using OpenTelemetry.Trace;
using QkdMec.Protocols.Spans;
using QkdMec.Telemetry.Exporting;

namespace QkdMec.Tests.Unit.Telemetry;

/// <summary>Which spans are recorded?</summary>
public sealed class RequestSamplerTests
{
    [Theory]
    [InlineData(null, RequestSampler.HttpRequest, false, SamplingDecision.RecordAndSample)]
    [InlineData(null, SpanNames.AgreeKey, false, SamplingDecision.RecordAndSample)]
    [InlineData(null, "IKmeGrain/SupplyFromLinkAsync", false, SamplingDecision.Drop)]
    [InlineData(null, "IKmeGrain/SupplyFromLinkAsync", true, SamplingDecision.RecordAndSample)]
    [InlineData("always_on", "IKmeGrain/SupplyFromLinkAsync", false, SamplingDecision.Drop)]
    [InlineData("always_off", RequestSampler.HttpRequest, true, SamplingDecision.Drop)]
    [InlineData("parentbased_always_off", RequestSampler.HttpRequest, false, SamplingDecision.Drop)]
    [InlineData("parentbased_always_off", RequestSampler.HttpRequest, true, SamplingDecision.RecordAndSample)]
    [InlineData("traceidratio", RequestSampler.HttpRequest, false, SamplingDecision.RecordAndSample)]
    public void Decision_DependsOnWhoBeganTheTrace(string? sampler, string name, bool hasCaller, SamplingDecision expected)
    {
        var variables = new Dictionary<string, string?> { ["OTEL_TRACES_SAMPLER"] = sampler };
        var caller = hasCaller ? new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true) : default;
        var parameters = new SamplingParameters(caller, ActivityTraceId.CreateRandom(), name, ActivityKind.Server);

        Assert.Equal(expected, new RequestSampler(SamplerChoice.Read(variables.GetValueOrDefault)).ShouldSample(parameters).Decision);
    }

    [Theory]
    [InlineData("0", SamplingDecision.Drop)]
    [InlineData("1", SamplingDecision.RecordAndSample)]
    public void Ratio_IsTheArgument(string share, SamplingDecision expected)
    {
        var variables = new Dictionary<string, string> { ["OTEL_TRACES_SAMPLER"] = "traceidratio", ["OTEL_TRACES_SAMPLER_ARG"] = share };
        var parameters = new SamplingParameters(default, ActivityTraceId.CreateRandom(), RequestSampler.HttpRequest, ActivityKind.Server);

        Assert.Equal(expected, SamplerChoice.Read(variables.GetValueOrDefault).ShouldSample(parameters).Decision);
    }
}
