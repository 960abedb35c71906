using System.Security.Cryptography;
using QkdMec.Grains.Entropy;

namespace QkdMec.Silo.Entropy;

/// <summary>Random identifiers. All 128 bits come from the cryptographic generator, so that a context's id cannot be guessed.</summary>
internal sealed class RandomIdSource : IIdSource
{
    /// <inheritdoc/>
    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new Guid(bytes);
    }
}
