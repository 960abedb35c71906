namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>Gains, error rates and the asymptotic key rate of decoy-state BB84 at one loss (Lo, Ma, Chen 2005; Ma, Qi, Zhao, Lo 2005).</summary>
public sealed class DecoyStateChannel(DecoyStateParameters parameters, double lossDb)
{
    private readonly double transmittance = parameters.ReceiverEfficiency * Math.Pow(10, -lossDb / 10);

    /// <summary>Q: clicks per pulse of this mean photon number.</summary>
    public double Gain(double intensity) => parameters.BackgroundYield + Detected(intensity);

    /// <summary>E: the error rate of those clicks (the QBER).</summary>
    public double ErrorRate(double intensity) =>
        ((parameters.BackgroundYield / 2) + (parameters.Misalignment * Detected(intensity))) / Gain(intensity);

    /// <summary>The single-photon part, known or bounded.</summary>
    public SinglePhotonPart SinglePhotons(DecoyMethod method) =>
        method == DecoyMethod.InfiniteDecoys ? Known() : Bounded();

    /// <summary>R: secret bits per pulse; 0 where there is no key.</summary>
    public double BitsPerPulse(DecoyMethod method)
    {
        var signal = parameters.Intensities.Signal;
        var single = SinglePhotons(method);
        var disclosed = Gain(signal) * parameters.PostProcessing.ErrorCorrectionInefficiency * BinaryEntropy.Of(ErrorRate(signal));
        var secret = single.ErrorRate >= 0.5 ? 0 : single.Gain * (1 - BinaryEntropy.Of(single.ErrorRate));
        return Math.Max(0, parameters.PostProcessing.SiftingFactor * (secret - disclosed));
    }

    private double Detected(double intensity) => 1 - Math.Exp(-transmittance * intensity);

    private SinglePhotonPart Known()
    {
        var y0 = parameters.BackgroundYield;
        var yield = y0 + transmittance - (y0 * transmittance);
        var error = ((y0 / 2) + (parameters.Misalignment * transmittance)) / yield;
        return new SinglePhotonPart(yield, GainOf(yield), error);
    }

    private SinglePhotonPart Bounded()
    {
        var (mu, nu) = (parameters.Intensities.Signal, parameters.Intensities.WeakDecoy);
        var y0 = parameters.BackgroundYield;
        var weak = Gain(nu) * Math.Exp(nu);
        var bracket = weak - (nu / mu * (nu / mu) * Gain(mu) * Math.Exp(mu)) - (((mu * mu) - (nu * nu)) / (mu * mu) * y0);
        var yield = Math.Max(0, mu / ((mu * nu) - (nu * nu)) * bracket);
        var error = yield == 0 ? 0.5 : Math.Min(0.5, ((ErrorRate(nu) * weak) - (y0 / 2)) / (nu * yield));
        return new SinglePhotonPart(yield, GainOf(yield), error);
    }

    private double GainOf(double yield)
    {
        var mu = parameters.Intensities.Signal;
        return mu * Math.Exp(-mu) * yield;
    }
}
