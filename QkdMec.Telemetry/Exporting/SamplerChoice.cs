using System.Globalization;
using OpenTelemetry.Trace;

namespace QkdMec.Telemetry.Exporting;

/// <summary>The sampler that <c>OTEL_TRACES_SAMPLER</c> names.</summary>
internal static class SamplerChoice
{
    private const string Variable = "OTEL_TRACES_SAMPLER";
    private const string ArgumentVariable = "OTEL_TRACES_SAMPLER_ARG";

    /// <summary>Reads the variables; without them all of what callers do not decide otherwise.</summary>
    /// <param name="environment">A variable by its name; null when it is not set.</param>
    /// <exception cref="TelemetryException">There is no such sampler, or its argument is no share.</exception>
    public static Sampler Read(Func<string, string?> environment) => environment(Variable) switch
    {
        null or "" or "parentbased_always_on" => new ParentBasedSampler(new AlwaysOnSampler()),
        "parentbased_always_off" => new ParentBasedSampler(new AlwaysOffSampler()),
        "parentbased_traceidratio" => new ParentBasedSampler(Ratio(environment)),
        "always_on" => new AlwaysOnSampler(),
        "always_off" => new AlwaysOffSampler(),
        "traceidratio" => Ratio(environment),
        var other => throw new TelemetryException(
            $"{Variable} is '{other}': set always_on, always_off, traceidratio, or one of them after parentbased_"),
    };

    private static TraceIdRatioBasedSampler Ratio(Func<string, string?> environment)
    {
        if (environment(ArgumentVariable) is not { Length: > 0 } text)
        {
            return new TraceIdRatioBasedSampler(1);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? new TraceIdRatioBasedSampler(share)
            : throw new TelemetryException($"{ArgumentVariable} is '{text}': set the share of traces to keep, from 0 to 1");
    }
}
