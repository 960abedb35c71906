namespace QkdMec.Grains.QkdLinks;

/// <summary>The wind on an aerial span, and how closely the error rate follows it.</summary>
/// <param name="MeanMetresPerSecond">The mean speed.</param>
/// <param name="DeviationMetresPerSecond">Its standard deviation.</param>
/// <param name="CorrelationTime">How long a gust lasts.</param>
/// <param name="Correlation">r between wind speed and error rate, -1 to 1; 0.78 was measured on an aerial span in the field.</param>
public sealed record WindProfile(double MeanMetresPerSecond, double DeviationMetresPerSecond, TimeSpan CorrelationTime, double Correlation)
{
    /// <summary>A fresh breeze: 6 ± 1.5 m/s in gusts of ten minutes, r = 0.78.</summary>
    public static WindProfile Fresh { get; } = new(6, 1.5, TimeSpan.FromMinutes(10), 0.78);
}
