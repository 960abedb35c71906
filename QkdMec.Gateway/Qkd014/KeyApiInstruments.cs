using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace QkdMec.Gateway.Qkd014;

/// <summary>
/// What the key delivery API counts, as <c>http.server.request.duration</c> does for the other listeners (ADR 0026). One measurement a request, with
/// tags that are made once.
/// </summary>
/// <param name="kme">The KME.</param>
internal sealed class KeyApiInstruments(string kme)
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.KeyDelivery";

    /// <summary>Requests by how long they took.</summary>
    public const string DurationName = "qkdmec.key_api.request.duration";

    private const int LowestStatus = 100;
    private const int HighestStatus = 599;

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        DurationName, "s", "Time from a key request to its answer", null, new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
        });

    private static readonly string[] Operations = ["none", "status", "enc_keys", "dec_keys"];
    private static readonly object[] Statuses = [.. Enumerable.Range(LowestStatus, HighestStatus - LowestStatus + 1).Select(status => (object)status)];

    private readonly KeyValuePair<string, object?> kmeTag = new("kme", kme);

    /// <summary>The KME.</summary>
    public string Kme => kme;

    /// <summary>A request was answered.</summary>
    public void Answered(KeyOperation operation, int status, long since)
    {
        if (Duration.Enabled)
        {
            Duration.Record(
                Stopwatch.GetElapsedTime(since).TotalSeconds,
                kmeTag,
                new KeyValuePair<string, object?>("operation", Operations[(int)operation]),
                new KeyValuePair<string, object?>("http.response.status_code", Statuses[Math.Clamp(status, LowestStatus, HighestStatus) - LowestStatus]));
        }
    }
}
