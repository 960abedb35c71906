using System.Diagnostics.Metrics;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>How many connections of one listener the server still handles, by the server's own counter. Made before the first of them.</summary>
internal sealed class OpenConnections : IDisposable
{
    private const string Counter = "kestrel.active_connections";

    private readonly MeterListener meters = new();
    private readonly Lock gate = new();
    private readonly List<(long Count, TaskCompletionSource Reached)> awaited = [];
    private readonly int port;
    private long count;

    /// <summary>Counts from now on.</summary>
    public OpenConnections(Uri listener)
    {
        port = listener.Port;
        meters.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Name == Counter)
            {
                to.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((_, change, tags, _) => Add(change, tags));
        meters.Start();
    }

    /// <summary>Ends when there are so many.</summary>
    public Task AreAsync(long number)
    {
        lock (gate)
        {
            if (count == number)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((number, reached));
            return reached.Task;
        }
    }

    public void Dispose() => meters.Dispose();

    private void Add(long change, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == "server.port" && tag.Value is int at && at == port)
            {
                Add(change);
            }
        }
    }

    private void Add(long change)
    {
        lock (gate)
        {
            count += change;
            awaited.FindAll(one => one.Count == count).ForEach(one => one.Reached.TrySetResult());
        }
    }
}
