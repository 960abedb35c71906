namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>The detections of one basis in one post-processing block, and what they bound. Index 0 is the signal μ₁, index 1 the decoy μ₂.</summary>
/// <remarks>Bounds of Rusca et al., Appl. Phys. Lett. 112, 171104 (2018), as in Wiesemann et al., arXiv 2405.16578.</remarks>
internal sealed class OneDecoyBasis
{
    private readonly double[] intensities;
    private readonly double[] shares;
    private readonly double[] detections;
    private readonly double[] errors;
    private readonly double logInverseFailure;

    /// <summary>A basis with its expected counts.</summary>
    /// <param name="intensities">Mean photon numbers, the signal's first.</param>
    /// <param name="shares">How often each is sent.</param>
    /// <param name="detections">n: clicks at each intensity.</param>
    /// <param name="errors">c: wrong clicks at each intensity.</param>
    /// <param name="logInverseFailure">ln(1/ε₀), ε₀ being the failure probability of one bound.</param>
    public OneDecoyBasis(double[] intensities, double[] shares, double[] detections, double[] errors, double logInverseFailure)
    {
        (this.intensities, this.shares) = (intensities, shares);
        (this.detections, this.errors) = (detections, errors);
        this.logInverseFailure = logInverseFailure;
    }

    /// <summary>n: all clicks of the basis.</summary>
    public double Detections => detections.Sum();

    /// <summary>c: all wrong clicks of the basis.</summary>
    public double Errors => errors.Sum();

    /// <summary>s₀⁺: at most so many clicks came from pulses without a photon.</summary>
    public double MostVacuum => 2 * Enumerable.Range(0, 2).Min(k => (Tau(0) * Weight(k) * (errors[k] + Deviation(Errors))) + Deviation(Detections));

    /// <summary>s₁⁻: at least so many clicks came from single photons.</summary>
    public double LeastSinglePhotons
    {
        get
        {
            var (mu1, mu2) = (intensities[0], intensities[1]);
            var decoy = Weight(1) * (detections[1] - Deviation(Detections));
            var signal = mu2 / mu1 * (mu2 / mu1) * Weight(0) * (detections[0] + Deviation(Detections));
            var vacuum = ((mu1 * mu1) - (mu2 * mu2)) / (mu1 * mu1 * Tau(0)) * MostVacuum;
            return mu1 * Tau(1) / (mu2 * (mu1 - mu2)) * (decoy - signal - vacuum);
        }
    }

    /// <summary>v₁⁺: at most so many wrong clicks came from single photons.</summary>
    public double MostSinglePhotonErrors => Tau(1) / (intensities[0] - intensities[1])
        * ((Weight(0) * (errors[0] + Deviation(Errors))) - (Weight(1) * (errors[1] - Deviation(Errors))));

    /// <summary>τ_m: the probability that a pulse holds m photons, m being 0 or 1.</summary>
    private double Tau(int photons) => Enumerable.Range(0, 2).Sum(k => shares[k] * Math.Exp(-intensities[k]) * (photons == 0 ? 1 : intensities[k]));

    private double Weight(int k) => Math.Exp(intensities[k]) / shares[k];

    /// <summary>δ: how far a count may be from its expectation among so many events (Hoeffding).</summary>
    private double Deviation(double events) => Math.Sqrt(events * logInverseFailure / 2);
}
