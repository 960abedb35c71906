using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Silo.KeyVaults;

/// <summary>
/// A block at rest: AES-256-GCM under a data key of its own, the data key AES-256-GCM under the master key, both bound to pool, direction, epoch
/// and number. Each ciphertext is nonce (12 bytes), ciphertext, tag (16 bytes).
/// </summary>
internal static class VaultEnvelope
{
    /// <summary>The length of a tag.</summary>
    public const int TagBytes = 16;

    private const int NonceBytes = 12;
    private const int DataKeyBytes = 32;

    /// <summary>Encrypts a block.</summary>
    public static (byte[] Wrapped, byte[] Sealed) Seal(MasterKey master, PoolId pool, BlockKey block, ReadOnlySpan<byte> bytes) =>
        Seal(master, Bind(pool, block), bytes);

    /// <summary>Decrypts a block.</summary>
    /// <exception cref="AuthenticationTagMismatchException">It is another block, under another key, or changed.</exception>
    public static KeyMaterial Open(MasterKey master, PoolId pool, BlockKey block, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> sealedBytes) =>
        Open(master, $"block {pool} {block.Epoch}/{block.Number}", Bind(pool, block), wrapped, sealedBytes);

    /// <summary>Encrypts under a data key of its own.</summary>
    /// <param name="master">Wraps the data key.</param>
    /// <param name="bound">What the secret is bound to; different for every secret.</param>
    /// <param name="bytes">The secret.</param>
    public static (byte[] Wrapped, byte[] Sealed) Seal(MasterKey master, byte[] bound, ReadOnlySpan<byte> bytes)
    {
        Span<byte> dataKey = stackalloc byte[DataKeyBytes];
        RandomNumberGenerator.Fill(dataKey);
        try
        {
            using var cipher = new AesGcm(dataKey, TagBytes);
            return (master.Wrap(dataKey, bound), Encrypt(cipher, bytes, bound));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="AuthenticationTagMismatchException">It is bound to something else, under another key, or changed.</exception>
    public static KeyMaterial Open(MasterKey master, string name, byte[] bound, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> sealedBytes)
    {
        Span<byte> dataKey = stackalloc byte[DataKeyBytes];
        var bytes = new KeyMaterial(name, Math.Max(0, sealedBytes.Length - NonceBytes - TagBytes));
        try
        {
            master.Unwrap(wrapped, bound, dataKey);
            using var cipher = new AesGcm(dataKey, TagBytes);
            Decrypt(cipher, sealedBytes, bound, bytes.Span);
            return bytes;
        }
        catch (AuthenticationTagMismatchException)
        {
            bytes.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Encrypts.</summary>
    public static byte[] Encrypt(AesGcm cipher, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associatedData)
    {
        var result = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceBytes));
        cipher.Encrypt(result.AsSpan(0, NonceBytes), plain, result.AsSpan(NonceBytes, plain.Length), result.AsSpan(NonceBytes + plain.Length), associatedData);
        return result;
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="AuthenticationTagMismatchException">It is not what was encrypted under this key with this associated data.</exception>
    public static void Decrypt(AesGcm cipher, ReadOnlySpan<byte> encrypted, ReadOnlySpan<byte> associatedData, Span<byte> plain)
    {
        if (encrypted.Length != NonceBytes + plain.Length + TagBytes)
        {
            throw new AuthenticationTagMismatchException("the ciphertext has another length");
        }

        cipher.Decrypt(encrypted[..NonceBytes], encrypted[NonceBytes..^TagBytes], encrypted[^TagBytes..], plain, associatedData);
    }

    private static byte[] Bind(PoolId pool, BlockKey block)
    {
        var name = Encoding.UTF8.GetBytes(pool.ToGrainKey());
        var bound = new byte[name.Length + 16];
        name.CopyTo(bound, 0);
        BinaryPrimitives.WriteUInt64BigEndian(bound.AsSpan(name.Length), block.Epoch);
        BinaryPrimitives.WriteInt64BigEndian(bound.AsSpan(name.Length + 8), block.Number);
        return bound;
    }
}
