namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>The finite-key rate of one-decoy BB84: the secret bits of a block by the time the block takes.</summary>
/// <param name="parameters">The devices.</param>
/// <param name="settings">The protocol.</param>
/// <param name="block">The post-processing block; it also sets when the first key comes.</param>
/// <param name="capBitsPerSecond">The most that detectors and post-processing give.</param>
public sealed class OneDecoyRateLaw(
    DecoyStateParameters parameters, OneDecoySettings settings, FiniteKeyBlock block, double capBitsPerSecond = double.PositiveInfinity) : IKeyRateLaw
{
    /// <inheritdoc/>
    public double BitsPerSecond(double lossDb) => Math.Min(
        capBitsPerSecond, new OneDecoyChannel(parameters, settings, lossDb).SecretBits(block.Pulses) / block.Delay.TotalSeconds);
}
