namespace QkdMec.Grains.Entropy;

/// <summary>Where random bytes come from: the system's cryptographic generator, or a seed in a simulation.</summary>
public interface IEntropySource
{
    /// <summary>Fills <paramref name="destination"/> with random bytes.</summary>
    void Fill(Span<byte> destination);
}
