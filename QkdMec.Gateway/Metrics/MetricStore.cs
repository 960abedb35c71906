using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace QkdMec.Gateway.Metrics;

/// <summary>Listens to the instruments of this process: the system's own, and those of the HTTP server.</summary>
internal sealed class MetricStore : IDisposable
{
    private static readonly string[] Meters = ["QkdMec", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> instruments = new();
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
            .Select(entry => (entry.Key, entry.Value.Ordered));
    }

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instruments.GetOrAdd(instrument, _ => new InstrumentSeries()).Find(tags) is not { } series)
        {
            return;
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
