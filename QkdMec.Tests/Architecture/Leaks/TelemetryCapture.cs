using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>Keeps the tags of every measurement and activity of the product.</summary>
internal sealed class TelemetryCapture : IDisposable
{
    private readonly ConcurrentQueue<string> seen = new();
    private readonly MeterListener meters = new();
    private readonly ActivityListener activities;

    /// <summary>Listens from now on.</summary>
    public TelemetryCapture()
    {
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("QkdMec", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        meters.Start();
        activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Enqueue(
                $"{activity.OperationName} {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} {string.Join(' ', activity.Events.SelectMany(each => each.Tags))}"),
        };
        ActivitySource.AddActivityListener(activities);
    }

    /// <summary>What was measured and traced so far.</summary>
    public string Text => string.Join('\n', seen);

    /// <summary>Asks the observable instruments.</summary>
    public void Observe() => meters.RecordObservableInstruments();

    /// <inheritdoc/>
    public void Dispose()
    {
        meters.Dispose();
        activities.Dispose();
    }

    private void Keep<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        seen.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray())}");
}
