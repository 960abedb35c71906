using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace QkdMec.Gateway.Metrics;

/// <summary>What Prometheus calls an instrument.</summary>
internal enum PrometheusKind
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>A distribution.</summary>
    Histogram,
}

/// <summary>The text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Everything in the store.</summary>
    public static string Write(MetricStore store)
    {
        var text = new StringBuilder();
        foreach (var all in store.Read())
        {
            var (instrument, kind) = (all.Instrument, all.Kind);
            var name = NameOf(instrument, kind);
            text.Append("# HELP ").Append(name).Append(' ').AppendLine((instrument.Description ?? instrument.Name).ReplaceLineEndings(" "));
            text.Append("# TYPE ").Append(name).Append(' ').AppendLine(kind.ToString().ToLowerInvariant());
            foreach (var (labels, series) in all.Ordered)
            {
                Append(text, name, labels, series.Read(), all);
            }
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>What Prometheus calls the instrument.</summary>
    public static PrometheusKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        if (type == typeof(Histogram<>))
        {
            return PrometheusKind.Histogram;
        }

        return type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? PrometheusKind.Counter : PrometheusKind.Gauge;
    }

    /// <summary>Tags as labels, in ordinal order: <c>a="1",b="2"</c>.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new List<string>(tags.Length);
        foreach (var (key, value) in tags)
        {
            labels.Add($"{Clean(key)}=\"{Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\"");
        }

        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private static void Append(StringBuilder text, string name, string labels, (double Sum, long Count, long[] Buckets) read, InstrumentSeries of)
    {
        var (sum, count, buckets) = read;
        if (of.Kind != PrometheusKind.Histogram)
        {
            AppendLine(text, name, labels, sum);
            return;
        }

        var below = 0L;
        for (var bucket = 0; bucket < buckets.Length; bucket++)
        {
            below += buckets[bucket];
            AppendLine(text, name + "_bucket", Join(labels, $"le=\"{of.Bounds[bucket].ToString(CultureInfo.InvariantCulture)}\""), below);
        }

        AppendLine(text, name + "_bucket", Join(labels, "le=\"+Inf\""), count);
        AppendLine(text, name + "_sum", labels, sum);
        AppendLine(text, name + "_count", labels, count);
    }

    private static void AppendLine(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').AppendLine(value.ToString("R", CultureInfo.InvariantCulture));
    }

    private static string NameOf(Instrument instrument, PrometheusKind kind) =>
        Clean(instrument.Name) + (kind == PrometheusKind.Counter && !instrument.Name.EndsWith("total", StringComparison.Ordinal) ? "_total" : "");

    private static string Join(string labels, string label) => labels.Length == 0 ? label : $"{labels},{label}";

    private static string Clean(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    private static string Escape(string value) => value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
}
