using OpenTelemetry.Trace;
using QkdMec.Protocols.Spans;

namespace QkdMec.Telemetry.Exporting;

/// <summary>Lets only requests from outside, and what a perimeter does ahead of them, begin a trace.</summary>
/// <remarks>Links, pools and the network call one another several times a second all day long: each call would be a trace of its own.</remarks>
/// <param name="inner">Decides about the rest.</param>
internal sealed class RequestSampler(Sampler inner) : Sampler
{
    /// <summary>The name under which ASP.NET Core begins a span for a request; its route is not known by then.</summary>
    public const string HttpRequest = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.ParentContext.TraceId == default && samplingParameters.Name is not (HttpRequest or SpanNames.AgreeKey)
            ? new SamplingResult(SamplingDecision.Drop)
            : inner.ShouldSample(samplingParameters);
}
