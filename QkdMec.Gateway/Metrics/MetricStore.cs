using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace QkdMec.Gateway.Metrics;

/// <summary>Listens to the instruments of this process: the system's own, and those of the HTTP server.</summary>
internal sealed class MetricStore : IDisposable
{
    /// <summary>The most series an instrument may have: what is beyond is dropped, so that a mistaken tag cannot eat the memory.</summary>
    private const int MaxSeries = 1000;

    private static readonly string[] Meters = ["QkdMec", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, MetricSeries>> instruments = new();
    private readonly MeterListener listener = new();

    public MetricStore()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (Meters.Any(name => instrument.Meter.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<short>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<byte>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>Every instrument with its series, in ordinal order; observable ones are asked now.</summary>
    public IEnumerable<(Instrument Instrument, IEnumerable<KeyValuePair<string, MetricSeries>> Series)> Read()
    {
        listener.RecordObservableInstruments();
        return instruments.OrderBy(entry => entry.Key.Name, StringComparer.Ordinal)
            .Select(entry => (entry.Key, entry.Value.OrderBy(series => series.Key, StringComparer.Ordinal).AsEnumerable()));
    }

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = instruments.GetOrAdd(instrument, _ => new ConcurrentDictionary<string, MetricSeries>(StringComparer.Ordinal));
        var labels = PrometheusText.Labels(tags);
        if (!all.TryGetValue(labels, out var series))
        {
            if (all.Count >= MaxSeries)
            {
                return;
            }

            series = all.GetOrAdd(labels, _ => new MetricSeries());
        }

        switch (PrometheusText.KindOf(instrument))
        {
            case PrometheusKind.Histogram:
                series.Record(value);
                break;
            case PrometheusKind.Gauge when !IsSum(instrument):
            case PrometheusKind.Counter when instrument.IsObservable:
                series.Set(value);
                break;
            default:
                series.Add(value);
                break;
        }
    }

    private static bool IsSum(Instrument instrument) =>
        !instrument.IsObservable && instrument.GetType().GetGenericTypeDefinition() == typeof(UpDownCounter<>);
}
