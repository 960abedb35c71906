namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>An operator's planning rule, R = R₀·10^(−A/10). Not for twin-field devices.</summary>
/// <param name="referenceBitsPerSecond">R₀: the rate without loss.</param>
/// <param name="maximumLossDb">The loss beyond which the devices are not specified and make no key.</param>
public sealed class LossBudgetRateLaw(double referenceBitsPerSecond, double maximumLossDb = 30) : IKeyRateLaw
{
    /// <summary>R₀ of the operator profile, 17.094 Mb/s.</summary>
    public const double OperatorReferenceBitsPerSecond = 17.094e6;

    /// <inheritdoc/>
    public double BitsPerSecond(double lossDb) =>
        lossDb > maximumLossDb ? 0 : referenceBitsPerSecond * Math.Pow(10, -lossDb / 10);
}
