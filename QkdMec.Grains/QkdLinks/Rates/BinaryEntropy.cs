namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>The entropy of a coin.</summary>
public static class BinaryEntropy
{
    /// <summary>h₂(p) in bits; 0 at both ends of [0, 1].</summary>
    public static double Of(double probability) => probability is <= 0 or >= 1
        ? 0
        : -(probability * Math.Log2(probability)) - ((1 - probability) * Math.Log2(1 - probability));
}
