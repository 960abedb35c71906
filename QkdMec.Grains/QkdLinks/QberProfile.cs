namespace QkdMec.Grains.QkdLinks;

/// <summary>How the quantum bit error rate of a link behaves in time.</summary>
/// <param name="Mean">What it returns to, 0 to 0.5.</param>
/// <param name="Deviation">The standard deviation about the mean.</param>
/// <param name="CorrelationTime">How long a disturbance that is not the wind's lasts.</param>
/// <param name="Threshold">Above it the devices make no key and raise an alarm; 0.11 is the limit of BB84 with one-way post-processing.</param>
/// <param name="Wind">The wind that it follows, on an aerial span; null for a fibre in the ground.</param>
public sealed record QberProfile(double Mean, double Deviation, TimeSpan CorrelationTime, double Threshold, WindProfile? Wind = null)
{
    /// <summary>A quiet fibre in the ground: 2 % ± 0.2 %, minutes of correlation, stops above 8 %.</summary>
    public static QberProfile Quiet { get; } = new(0.02, 0.002, TimeSpan.FromMinutes(2), 0.08);

    /// <summary>The same devices on poles: the fibre swings, so the error rate varies five times as much and follows the wind.</summary>
    public QberProfile Aerial => this with { Deviation = 5 * Deviation, Wind = WindProfile.Fresh };

    /// <summary>What an eavesdropper who intercepts and resends this share of pulses makes of an error rate.</summary>
    /// <remarks>Half of what she measures she measures in the wrong basis, which makes it random.</remarks>
    public static double Intercepted(double qber, double fraction) => ((1 - fraction) * qber) + (fraction * (0.25 + (qber / 2)));
}
