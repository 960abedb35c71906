using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>A session of a simulated link: both ends derive the same blocks from the link secret and both nonces.</summary>
/// <remarks>
/// Session key: HKDF-SHA-512 with the nonces as salt. Block n: AES-256 in counter mode from zero, under a key that is
/// HMAC-SHA-512 of n under the session key, so no two blocks and no two sessions share a key.
/// </remarks>
internal sealed class SimulatedSession : IDisposable
{
    private const int KeyLength = 32;
    private const int AesBlockLength = 16;

    private readonly KeyMaterial sessionKey;

    public SimulatedSession(LinkId link, ReadOnlySpan<byte> linkSecret, ModuleSession session)
    {
        Session = session.Id;
        byte[] salt = [.. session.OpeningNonce, .. session.JoiningNonce];
        Span<byte> extracted = stackalloc byte[HMACSHA512.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA512, linkSecret, salt, extracted);

        sessionKey = new KeyMaterial($"session of {link}", KeyLength);
        HKDF.Expand(HashAlgorithmName.SHA512, extracted, sessionKey.Span, Encoding.UTF8.GetBytes($"qkdmec simulated link 2 {link}"));
        CryptographicOperations.ZeroMemory(extracted);
    }

    /// <summary>The session the keys are of.</summary>
    public UInt128 Session { get; }

    /// <summary>Derives a block; the caller sees to it that each number is derived once per end.</summary>
    public KeyMaterial Derive(LinkId link, long number, int bytes)
    {
        Span<byte> input = stackalloc byte[sizeof(long)];
        Span<byte> blockKey = stackalloc byte[HMACSHA512.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(input, number);
        HMACSHA512.HashData(sessionKey.Span, input, blockKey);
        var block = new KeyMaterial($"block {number} of {link}", bytes);
        FillKeyStream(blockKey[..KeyLength], block.Span);
        CryptographicOperations.ZeroMemory(blockKey);
        return block;
    }

    public void Dispose() => sessionKey.Dispose();

    // The counters are written where the key stream goes and encrypted in place: no second buffer holds key bytes.
    private static void FillKeyStream(ReadOnlySpan<byte> key, Span<byte> destination)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        var whole = destination.Length / AesBlockLength * AesBlockLength;
        for (var offset = 0; offset < whole; offset += AesBlockLength)
        {
            BinaryPrimitives.WriteUInt128BigEndian(destination[offset..], (UInt128)(offset / AesBlockLength));
        }

        if (whole > 0)
        {
            aes.EncryptEcb(destination[..whole], destination[..whole], PaddingMode.None);
        }

        if (whole < destination.Length)
        {
            Span<byte> last = stackalloc byte[AesBlockLength];
            BinaryPrimitives.WriteUInt128BigEndian(last, (UInt128)(whole / AesBlockLength));
            aes.EncryptEcb(last, last, PaddingMode.None);
            last[..(destination.Length - whole)].CopyTo(destination[whole..]);
            CryptographicOperations.ZeroMemory(last);
        }
    }
}
