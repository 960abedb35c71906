using System.Security.Cryptography;
using QkdMec.Grains.Entropy;

namespace QkdMec.Silo.Entropy;

/// <summary>The system's cryptographic generator.</summary>
internal sealed class SystemEntropySource : IEntropySource
{
    /// <inheritdoc/>
    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
}
