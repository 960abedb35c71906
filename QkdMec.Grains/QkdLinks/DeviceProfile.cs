using QkdMec.Grains.QkdLinks.Rates;

namespace QkdMec.Grains.QkdLinks;

/// <summary>A pair of devices as a vendor sells it. Vendor and year change the rate a thousandfold at equal loss, so a link has a profile, not only a length.</summary>
/// <param name="Name">Its name in scenario files.</param>
/// <param name="RateLaw">Its rate over loss.</param>
/// <param name="Qber">How its error rate behaves.</param>
/// <param name="Block">Its post-processing block.</param>
/// <param name="ErrorCorrectionInefficiency">f, for the part of the rate that a raised error rate costs.</param>
public sealed record DeviceProfile(
    string Name, IKeyRateLaw RateLaw, QberProfile Qber, FiniteKeyBlock Block, double ErrorCorrectionInefficiency = 1.2)
{
    /// <summary>The key rate at a loss and an error rate; 0 above the threshold.</summary>
    public double RateBitsPerSecond(double lossDb, double qber) =>
        qber > Qber.Threshold ? 0 : RateLaw.BitsPerSecond(lossDb) * Math.Min(1, SecretShare(qber) / SecretShare(Qber.Mean));

    private double SecretShare(double qber) => Math.Max(0, 1 - ((1 + ErrorCorrectionInefficiency) * BinaryEntropy.Of(qber)));
}
