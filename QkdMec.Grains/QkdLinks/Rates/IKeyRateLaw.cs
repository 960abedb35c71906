namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>How much key a pair of devices makes over a loss, with nothing disturbing it.</summary>
public interface IKeyRateLaw
{
    /// <summary>Secret bits per second at a loss in dB; 0 where there is no key.</summary>
    double BitsPerSecond(double lossDb);
}
