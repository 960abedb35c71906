using System.Diagnostics.Metrics;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Kmes;

/// <summary>What KMEs alarm about.</summary>
public sealed class KmeInstruments : IDisposable
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.Kmes";

    /// <summary>Alarms by kind.</summary>
    public const string AlarmsName = "qkdmec.kme.alarms";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> alarms;

    /// <summary>Creates the instruments.</summary>
    public KmeInstruments() => alarms = meter.CreateCounter<long>(AlarmsName, "{alarm}", "Alarms by kind");

    /// <summary>An alarm was raised.</summary>
    public void AlarmRaised(KmeId kme, KmeAlarmKind kind) =>
        alarms.Add(1, new KeyValuePair<string, object?>("kme", kme.Value), new KeyValuePair<string, object?>("kind", kind.ToString()));

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
