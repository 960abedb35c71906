namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>What came from pulses of exactly one photon.</summary>
/// <param name="Yield">Y₁: clicks per single-photon pulse.</param>
/// <param name="Gain">Q₁: clicks per pulse that came from single photons.</param>
/// <param name="ErrorRate">e₁: their error rate.</param>
public readonly record struct SinglePhotonPart(double Yield, double Gain, double ErrorRate);
