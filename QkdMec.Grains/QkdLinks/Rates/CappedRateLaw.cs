namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>A rate law that ends at a rate measured on the link itself.</summary>
/// <param name="law">What the devices could make.</param>
/// <param name="capBitsPerSecond">What the link was seen to make.</param>
public sealed class CappedRateLaw(IKeyRateLaw law, double capBitsPerSecond) : IKeyRateLaw
{
    /// <inheritdoc/>
    public double BitsPerSecond(double lossDb) => Math.Min(capBitsPerSecond, law.BitsPerSecond(lossDb));
}
