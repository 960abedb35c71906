using System.Diagnostics;
using System.Diagnostics.Metrics;
using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Runtime;

/// <summary>What the runtime counts.</summary>
internal sealed class FunctionInstruments
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "QkdMec.Functions";

    /// <summary>Ended activations, by function and status.</summary>
    public const string Activations = "qkdmec.functions.activations";

    /// <summary>Time that activations took, by function and status.</summary>
    public const string Duration = "qkdmec.functions.duration";

    private readonly Counter<long> activations;
    private readonly Histogram<double> duration;

    public FunctionInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        activations = meter.CreateCounter<long>(Activations, "{activation}", "Ended activations.");
        duration = meter.CreateHistogram<double>(Duration, "s", "Time that activations took.");
    }

    public void ActivationEnded(ActivationRecord record)
    {
        var tags = new TagList { { "function", record.Function }, { "status", record.Status.ToString() } };
        activations.Add(1, tags);
        duration.Record(record.Duration.TotalSeconds, tags);
    }
}
