using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace QkdMec.Gateway.Metrics;

/// <summary>Listens to the instruments of this process: the system's own, and those of the HTTP server.</summary>
internal sealed class MetricStore : IDisposable
{
    private static readonly string[] Meters = ["QkdMec", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    // Each silo and each listener has instruments of its own under the same names: what Prometheus reads is one of each name.
    private readonly ConcurrentDictionary<string, InstrumentSeries> instruments = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();

    public MetricStore()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (Meters.Any(name => instrument.Meter.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            {
                self.EnableMeasurementEvents(instrument, instruments.GetOrAdd(instrument.Name, _ => new InstrumentSeries(instrument)));
            }
        };
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, series) => Take(series, value, tags));
        listener.SetMeasurementEventCallback<float>(static (_, value, tags, series) => Take(series, value, tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, series) => Take(series, value, tags));
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, series) => Take(series, value, tags));
        listener.SetMeasurementEventCallback<short>(static (_, value, tags, series) => Take(series, value, tags));
        listener.SetMeasurementEventCallback<byte>(static (_, value, tags, series) => Take(series, value, tags));
        listener.Start();
    }

    /// <summary>Every instrument that measured something, in ordinal order; observable ones are asked now.</summary>
    public IEnumerable<InstrumentSeries> Read()
    {
        listener.RecordObservableInstruments();
        return instruments.Values.Where(series => series.Any).OrderBy(series => series.Instrument.Name, StringComparer.Ordinal);
    }

    public void Dispose() => listener.Dispose();

    private static void Take(object? series, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => ((InstrumentSeries)series!).Take(value, tags);
}
