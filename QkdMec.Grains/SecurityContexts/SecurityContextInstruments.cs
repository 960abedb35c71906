using System.Diagnostics.Metrics;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>What the host ends of security contexts are asked for.</summary>
public sealed class SecurityContextInstruments : IDisposable
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.SecurityContexts";

    /// <summary>Invocations by how they ended: from the sealed request to the sealed result.</summary>
    public const string InvocationsName = "qkdmec.invocation.duration";

    /// <summary>Key activations by how they ended.</summary>
    public const string ActivationsName = "qkdmec.key_activations";

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<double> invocations;
    private readonly Counter<long> activations;

    /// <summary>Creates the instruments.</summary>
    public SecurityContextInstruments()
    {
        invocations = meter.CreateHistogram(
            InvocationsName, "s", "Time from a sealed request to its sealed result, by outcome", null, new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
            });
        activations = meter.CreateCounter<long>(ActivationsName, "{activation}", "Key activations by outcome");
    }

    /// <summary>An invocation ended.</summary>
    /// <param name="host">The host.</param>
    /// <param name="function">The function; null when the context is not known.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="took">How long it took.</param>
    public void Invoked(HostId host, string? function, InvocationStatus status, TimeSpan took) => invocations.Record(
        took.TotalSeconds,
        new KeyValuePair<string, object?>("host", host.ToGrainKey()),
        new KeyValuePair<string, object?>("function", function ?? "none"),
        new KeyValuePair<string, object?>("outcome", status.ToString()));

    /// <summary>A key activation ended.</summary>
    public void KeyActivated(HostId host, KeyActivationOutcome outcome) => activations.Add(
        1, new KeyValuePair<string, object?>("host", host.ToGrainKey()), new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
