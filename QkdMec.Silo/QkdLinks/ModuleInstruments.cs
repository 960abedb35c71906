using System.Diagnostics.Metrics;
using QkdMec.Grains.Identity;

namespace QkdMec.Silo.QkdLinks;

/// <summary>What goes wrong with the devices that are not simulated.</summary>
internal static class ModuleInstruments
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.QkdModules";

    /// <summary>Faults of devices; the log says which, each once.</summary>
    public const string FaultsName = "qkdmec.module.faults";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Faults = Meter.CreateCounter<long>(FaultsName, "{fault}", "Times that a device gave no key because of a fault");

    /// <summary>A device gave no key.</summary>
    public static void Failed(LinkId link, KmeId end) =>
        Faults.Add(1, new KeyValuePair<string, object?>("link", link.ToGrainKey()), new KeyValuePair<string, object?>("kme", end.Value));
}
