namespace QkdMec.Grains.QkdLinks;

/// <summary>The fibre of a link.</summary>
/// <param name="LengthKm">Its length in kilometres.</param>
/// <param name="AttenuationDbPerKm">Its attenuation; 0.2 dB/km is usual at 1550 nm.</param>
/// <param name="FixedLossDb">What connectors, splices and switches add, in dB.</param>
public sealed record Fibre(double LengthKm, double AttenuationDbPerKm = 0.2, double FixedLossDb = 0)
{
    /// <summary>A fibre whose loss was measured from end to end.</summary>
    public static Fibre OfLoss(double lengthKm, double lossDb) =>
        lengthKm > 0 ? new Fibre(lengthKm, lossDb / lengthKm) : new Fibre(lengthKm, FixedLossDb: lossDb);

    /// <summary>The loss from end to end, in dB.</summary>
    public double LossDb => (LengthKm * AttenuationDbPerKm) + FixedLossDb;
}
