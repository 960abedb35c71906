namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>What a one-decoy protocol chooses beside its devices.</summary>
/// <param name="SignalShare">p₁: the share of pulses at the signal intensity, between 0 and 1; the others are decoys.</param>
/// <param name="KeyBasisShare">p_X: how often each end uses the basis that makes key, between 0 and 1; the other basis bounds the phase error.</param>
/// <param name="Secrecy">ε_sec: how far the key may be from secret.</param>
/// <param name="Correctness">ε_cor: how likely the ends' keys may differ unnoticed.</param>
public sealed record OneDecoySettings(double SignalShare, double KeyBasisShare, double Secrecy = 1e-10, double Correctness = 1e-15);
