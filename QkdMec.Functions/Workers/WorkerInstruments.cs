using System.Diagnostics.Metrics;
using QkdMec.Grains.Identity;

namespace QkdMec.Functions.Workers;

/// <summary>What workers and their hosts count: the names of SAEs and how it ended.</summary>
public sealed class WorkerInstruments : IDisposable
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.Workers";

    /// <summary>Activations that a worker answered, by how; told by the worker.</summary>
    public const string AnsweredName = "qkdmec.worker.duration";

    /// <summary>Functions that run in a worker now.</summary>
    public const string RunningName = "qkdmec.worker.running";

    /// <summary>Keys that a worker was named, by what became of them; told by the worker.</summary>
    public const string KeysName = "qkdmec.worker.keys";

    /// <summary>Activations that a host handed over, by how the worker answered; told by the host.</summary>
    public const string ForwardedName = "qkdmec.worker.forwarded";

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<double> answered;
    private readonly UpDownCounter<long> running;
    private readonly Counter<long> keys;
    private readonly Counter<long> forwarded;

    /// <summary>Creates the instruments.</summary>
    public WorkerInstruments()
    {
        answered = meter.CreateHistogram<double>(AnsweredName, "s", "Time from a sealed activation to its sealed outcome, by outcome");
        running = meter.CreateUpDownCounter<long>(RunningName, "{activation}", "Functions that run in this worker");
        keys = meter.CreateCounter<long>(KeysName, "{key}", "Keys that hosts named, by outcome");
        forwarded = meter.CreateCounter<long>(ForwardedName, "{activation}", "Activations handed to workers, by outcome");
    }

    /// <summary>A worker answered.</summary>
    public void Answered(SaeId host, WorkerRefusal refusal, TimeSpan took) =>
        answered.Record(took.TotalSeconds, new KeyValuePair<string, object?>("host", host.Value), new KeyValuePair<string, object?>("outcome", OutcomeOf(refusal)));

    /// <summary>A worker fetched a key, or did not.</summary>
    public void KeyActivated(SaeId host, WorkerRefusal refusal) =>
        keys.Add(1, new KeyValuePair<string, object?>("host", host.Value), new KeyValuePair<string, object?>("outcome", OutcomeOf(refusal)));

    /// <summary>A host's activation came back from a worker, or did not.</summary>
    public void Forwarded(SaeId worker, WorkerRefusal refusal) =>
        forwarded.Add(1, new KeyValuePair<string, object?>("worker", worker.Value), new KeyValuePair<string, object?>("outcome", OutcomeOf(refusal)));

    /// <summary>A function runs until this is disposed.</summary>
    public IDisposable Running(SaeId host) => new Run(running, new KeyValuePair<string, object?>("host", host.Value));

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private static string OutcomeOf(WorkerRefusal refusal) => refusal == WorkerRefusal.None ? "Done" : refusal.ToString();

    private sealed class Run : IDisposable
    {
        private readonly UpDownCounter<long> counter;
        private readonly KeyValuePair<string, object?> host;

        public Run(UpDownCounter<long> counter, KeyValuePair<string, object?> host)
        {
            (this.counter, this.host) = (counter, host);
            counter.Add(1, host);
        }

        public void Dispose() => counter.Add(-1, host);
    }
}
