namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>The finite key of one-decoy BB84 at one loss (Rusca et al. 2018; Wiesemann et al., arXiv 2405.16578), from expected counts.</summary>
public sealed class OneDecoyChannel
{
    // Fifteen bounds may fail, each with the same probability.
    private const double Bounds = 15;

    private readonly DecoyStateParameters parameters;
    private readonly OneDecoySettings settings;
    private readonly DecoyStateChannel channel;

    /// <summary>A channel.</summary>
    /// <param name="parameters">The devices; the sifting factor is not used, for the settings say the bases.</param>
    /// <param name="settings">The protocol.</param>
    /// <param name="lossDb">The loss.</param>
    public OneDecoyChannel(DecoyStateParameters parameters, OneDecoySettings settings, double lossDb)
    {
        (this.parameters, this.settings) = (parameters, settings);
        channel = new DecoyStateChannel(parameters, lossDb);
    }

    /// <summary>l: the secret bits that a block of so many pulses leaves; 0 where there are none.</summary>
    public double SecretBits(double pulses)
    {
        var key = BasisOf(pulses * settings.KeyBasisShare * settings.KeyBasisShare);
        var test = BasisOf(pulses * (1 - settings.KeyBasisShare) * (1 - settings.KeyBasisShare));
        var (single, tested) = (key.LeastSinglePhotons, test.LeastSinglePhotons);
        if (single <= 0 || tested <= 0)
        {
            return 0;
        }

        var phaseError = PhaseError(single, tested, test.MostSinglePhotonErrors);
        if (phaseError >= 0.5)
        {
            return 0;
        }

        var disclosed = key.Detections * parameters.PostProcessing.ErrorCorrectionInefficiency * BinaryEntropy.Of(key.Errors / key.Detections);
        var hashed = Math.Log2(2 / settings.Correctness) + (4 * Math.Log2(Bounds / (settings.Secrecy * Math.Pow(2, 0.25))));
        return Math.Max(0, (single * (1 - BinaryEntropy.Of(phaseError))) - disclosed - hashed);
    }

    /// <summary>Λ: at most this share of the key basis' single photons would have been wrong in the other basis.</summary>
    private double PhaseError(double single, double tested, double wrong) =>
        (wrong / tested) + Math.Sqrt((tested + single) / (tested * single) * (tested + 1) / tested * Math.Log(Bounds / settings.Secrecy));

    private OneDecoyBasis BasisOf(double pulses)
    {
        double[] intensities = [parameters.Intensities.Signal, parameters.Intensities.WeakDecoy];
        double[] shares = [settings.SignalShare, 1 - settings.SignalShare];
        double[] detections = [.. intensities.Zip(shares, (intensity, share) => pulses * share * channel.Gain(intensity))];
        double[] errors = [.. intensities.Zip(detections, (intensity, clicks) => clicks * channel.ErrorRate(intensity))];
        return new OneDecoyBasis(intensities, shares, detections, errors, Math.Log(Bounds / settings.Secrecy));
    }
}
