using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace QkdMec.Gateway.Metrics;

/// <summary>The series of one instrument: by their labels for the page, and by the tags of measurements for speed.</summary>
internal sealed class InstrumentSeries
{
    /// <summary>The most series an instrument may have: what is beyond is dropped, so that a mistaken tag cannot eat the memory.</summary>
    private const int MaxSeries = 1000;

    /// <summary>Upper bounds of buckets for instruments that advise none; wide, since instruments measure seconds, bytes and counts.</summary>
    private static readonly double[] WideBounds = [0.0001, 0.001, 0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

    private readonly ConcurrentDictionary<string, MetricSeries> byLabels = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries> byTags = new(new TagsComparer());
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> known;
    private readonly bool replaces;

    public InstrumentSeries(Instrument instrument)
    {
        (Instrument, Kind) = (instrument, PrometheusText.KindOf(instrument));
        known = byTags.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        replaces = instrument.IsObservable || (Kind == PrometheusKind.Gauge && instrument.GetType().GetGenericTypeDefinition() != typeof(UpDownCounter<>));
        Bounds = BoundsOf(instrument);
    }

    /// <summary>The instrument, or the first of several of the same name.</summary>
    public Instrument Instrument { get; }

    /// <summary>What Prometheus calls it.</summary>
    public PrometheusKind Kind { get; }

    /// <summary>Upper bounds of its buckets.</summary>
    public double[] Bounds { get; }

    /// <summary>Whether it measured something.</summary>
    public bool Any => !byLabels.IsEmpty;

    /// <summary>The series, in ordinal order of their labels.</summary>
    public IEnumerable<KeyValuePair<string, MetricSeries>> Ordered => byLabels.OrderBy(series => series.Key, StringComparer.Ordinal);

    /// <summary>Takes a measurement in; one that begins a series too many is dropped.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if ((known.TryGetValue(tags, out var found) ? found : Add(tags)) is not { } series)
        {
            return;
        }

        if (Kind == PrometheusKind.Histogram)
        {
            series.Record(value);
        }
        else if (replaces)
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
        _ => WideBounds,
    };

    private MetricSeries? Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels(tags);
        if (!byLabels.TryGetValue(labels, out var series))
        {
            if (byLabels.Count >= MaxSeries)
            {
                return null;
            }

            series = byLabels.GetOrAdd(labels, _ => new MetricSeries(Bounds));
        }

        if (byTags.Count < MaxSeries)
        {
            byTags.TryAdd(tags.ToArray(), series);
        }

        return series;
    }
}
