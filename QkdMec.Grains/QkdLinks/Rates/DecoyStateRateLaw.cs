namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>The asymptotic decoy-state rate: pulse rate times bits per pulse, capped by detectors and post-processing.</summary>
/// <param name="parameters">The devices.</param>
/// <param name="method">How the single-photon part is estimated.</param>
/// <param name="pulsesPerSecond">The pulse rate.</param>
/// <param name="capBitsPerSecond">The most that detectors and post-processing give.</param>
public sealed class DecoyStateRateLaw(
    DecoyStateParameters parameters, DecoyMethod method, double pulsesPerSecond, double capBitsPerSecond = double.PositiveInfinity) : IKeyRateLaw
{
    /// <inheritdoc/>
    public double BitsPerSecond(double lossDb) =>
        Math.Min(capBitsPerSecond, pulsesPerSecond * new DecoyStateChannel(parameters, lossDb).BitsPerPulse(method));
}
