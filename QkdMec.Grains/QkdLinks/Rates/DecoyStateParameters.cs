namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>A decoy-state BB84 device pair (Ma, Qi, Zhao, Lo, Phys. Rev. A 72, 012326, 2005).</summary>
/// <param name="ReceiverEfficiency">η of the receiver: its optics and detectors, 0 to 1.</param>
/// <param name="BackgroundYield">Y₀: clicks per pulse without a photon.</param>
/// <param name="Misalignment">e_d: the probability that a photon hits the wrong detector.</param>
/// <param name="Intensities">Mean photon numbers of signal and decoy.</param>
/// <param name="PostProcessing">What sifting and error correction leave.</param>
public sealed record DecoyStateParameters(
    double ReceiverEfficiency,
    double BackgroundYield,
    double Misalignment,
    DecoyIntensities Intensities,
    PostProcessing PostProcessing)
{
    /// <summary>The experiment of Gobby, Yuan and Shields (Appl. Phys. Lett. 84, 3762, 2004), as the decoy-state papers use it.</summary>
    public static DecoyStateParameters Gys { get; } =
        new(0.045, 1.7e-6, 0.033, new DecoyIntensities(0.48, 0.05), new PostProcessing(1.22, 0.5));
}

/// <summary>Mean photon numbers.</summary>
/// <param name="Signal">μ of signal pulses.</param>
/// <param name="WeakDecoy">ν of the weak decoy, below μ; used by vacuum and weak decoys only.</param>
public sealed record DecoyIntensities(double Signal, double WeakDecoy);

/// <summary>What post-processing costs.</summary>
/// <param name="ErrorCorrectionInefficiency">f: bits disclosed in error correction against the Shannon limit, at least 1.</param>
/// <param name="SiftingFactor">q: the share of pulses that survive sifting, 1/2 or about p_z² for efficient BB84.</param>
public sealed record PostProcessing(double ErrorCorrectionInefficiency, double SiftingFactor);
