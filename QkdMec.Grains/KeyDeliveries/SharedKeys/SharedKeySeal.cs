using System.Runtime.InteropServices;
using System.Security.Cryptography;
using QkdMec.Grains.Cryptography;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>Seals and opens frames of shared keys: a one-time pad, and a Poly1305 tag under a key that serves this frame alone.</summary>
/// <remarks>Of the pad's bytes the first 32 are the MAC key, then the keys are XORed with as many as they are; the few that are left over are burnt.</remarks>
internal static class SharedKeySeal
{
    /// <summary>How many pad bytes keys take: whole positions.</summary>
    public static int PadBytes(int keyBytes) => Poly1305.KeyBytes + KeyLocation.RoundUp(keyBytes);

    /// <summary>Seals keys under a pad that is used for nothing else.</summary>
    public static SharedKeyFrame Seal(SharedKeyHeader header, ReadOnlySpan<byte> keys, TakenPad pad)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pad.Bytes.Length, PadBytes(keys.Length), nameof(pad));
        var ciphertext = new byte[keys.Length];
        OneTimePad.Apply(keys, pad.Bytes.Span[Poly1305.KeyBytes..], ciphertext);
        var frame = new SharedKeyFrame(header, pad.Reference, ImmutableCollectionsMarshal.AsImmutableArray(ciphertext), []);
        var tag = new byte[Poly1305.TagBytes];
        ComputeTag(frame, pad.Bytes.Span[..Poly1305.KeyBytes], tag);
        return frame with { Tag = ImmutableCollectionsMarshal.AsImmutableArray(tag) };
    }

    /// <summary>Whether the frame was made by a holder of the pad, exactly as it is.</summary>
    public static bool IsAuthentic(SharedKeyFrame frame, KeyMaterial pad)
    {
        if (pad.Length != PadBytes(frame.Ciphertext.Length) || frame.Tag.Length != Poly1305.TagBytes)
        {
            return false;
        }

        Span<byte> tag = stackalloc byte[Poly1305.TagBytes];
        ComputeTag(frame, pad.Span[..Poly1305.KeyBytes], tag);
        return CryptographicOperations.FixedTimeEquals(tag, frame.Tag.AsSpan());
    }

    /// <summary>The keys of an authentic frame; the caller owns them.</summary>
    public static KeyMaterial Open(SharedKeyFrame frame, KeyMaterial pad)
    {
        var keys = new KeyMaterial($"keys shared by {frame.Header.Master}", frame.Ciphertext.Length);
        OneTimePad.Apply(frame.Ciphertext.AsSpan(), pad.Span[Poly1305.KeyBytes..], keys.Span);
        return keys;
    }

    private static void ComputeTag(SharedKeyFrame frame, ReadOnlySpan<byte> key, Span<byte> tag)
    {
        Span<byte> scratch = stackalloc byte[16];
        var authenticator = new Poly1305(key, scratch);
        authenticator.Append(SharedKeyMacText.Of(frame));
        authenticator.Append(frame.Ciphertext.AsSpan());
        authenticator.Finish(tag);
    }
}
