using System.Collections.Concurrent;

namespace QkdMec.Gateway.Metrics;

/// <summary>The series of one instrument: by their labels for the page, and by the tags of measurements for speed.</summary>
internal sealed class InstrumentSeries
{
    /// <summary>The most series an instrument may have: what is beyond is dropped, so that a mistaken tag cannot eat the memory.</summary>
    private const int MaxSeries = 1000;

    private readonly ConcurrentDictionary<string, MetricSeries> byLabels = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries> byTags = new(new TagsComparer());

    /// <summary>The series, in ordinal order of their labels.</summary>
    public IEnumerable<KeyValuePair<string, MetricSeries>> Ordered => byLabels.OrderBy(series => series.Key, StringComparer.Ordinal);

    /// <summary>The series of some tags; null when there are too many.</summary>
    public MetricSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        byTags.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>().TryGetValue(tags, out var known) ? known : Add(tags);

    private MetricSeries? Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels(tags);
        if (!byLabels.TryGetValue(labels, out var series))
        {
            if (byLabels.Count >= MaxSeries)
            {
                return null;
            }

            series = byLabels.GetOrAdd(labels, _ => new MetricSeries());
        }

        if (byTags.Count < MaxSeries)
        {
            byTags.TryAdd(tags.ToArray(), series);
        }

        return series;
    }
}
