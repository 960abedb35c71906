using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>What the model of ecg-monitor takes and gives.</summary>
internal static class EcgMonitorModel
{
    public static ModelSchema Schema { get; } = new(
        "ecg-monitor",
        [BeatFeatures.Count, 32, 16, 1],
        [
            .. Enumerable.Range(0, BeatWindow.SampleCount).Select(index => $"shape{index:00}"), "ln_amplitude",
            "before_to_median60", "after_to_median60", "before_to_mean10", "after_to_before", "median60_s",
        ],
        ["ventricular"]);
}
