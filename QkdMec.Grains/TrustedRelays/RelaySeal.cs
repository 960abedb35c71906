using System.Runtime.InteropServices;
using System.Security.Cryptography;
using QkdMec.Grains.Cryptography;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>Seals and opens the frames of one hop: a one-time pad, and a Poly1305 tag under a key that serves this frame alone.</summary>
/// <remarks>
/// Of the pad's bytes the first 32 are the MAC key, the rest is XORed onto the block. The tag covers <see cref="RelayFrameBytes"/> and
/// then the ciphertext.
/// </remarks>
internal static class RelaySeal
{
    public const int MacKeyBytes = Poly1305.KeyBytes;

    /// <summary>How many pad bytes a block takes on each hop.</summary>
    public static int PadBytes(int blockBytes) => MacKeyBytes + blockBytes;

    /// <summary>Seals a block under a pad that is used for nothing else.</summary>
    public static RelayFrame Seal(RelayHeader header, ReadOnlySpan<byte> block, TakenPad pad)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pad.Bytes.Length, PadBytes(block.Length), nameof(pad));
        var ciphertext = new byte[block.Length];
        OneTimePad.Apply(block, pad.Bytes.Span[MacKeyBytes..], ciphertext);
        var tag = new byte[Poly1305.TagBytes];
        var frame = new RelayFrame(header, pad.Reference, ImmutableCollectionsMarshal.AsImmutableArray(ciphertext), []);
        ComputeTag(frame, pad.Bytes.Span[..MacKeyBytes], tag);
        return frame with { Tag = ImmutableCollectionsMarshal.AsImmutableArray(tag) };
    }

    /// <summary>Whether the frame was made by a holder of the pad, exactly as it is.</summary>
    public static bool IsAuthentic(RelayFrame frame, KeyMaterial pad)
    {
        if (pad.Length != PadBytes(frame.Ciphertext.Length) || frame.Tag.Length != Poly1305.TagBytes)
        {
            return false;
        }

        Span<byte> tag = stackalloc byte[Poly1305.TagBytes];
        ComputeTag(frame, pad.Span[..MacKeyBytes], tag);
        return CryptographicOperations.FixedTimeEquals(tag, frame.Tag.AsSpan());
    }

    /// <summary>The block of an authentic frame; the caller owns it.</summary>
    public static KeyMaterial Open(RelayFrame frame, KeyMaterial pad)
    {
        var block = new KeyMaterial($"relayed block {frame.Header.Number} of {frame.Header.Maker}", frame.Ciphertext.Length);
        OneTimePad.Apply(frame.Ciphertext.AsSpan(), pad.Span[MacKeyBytes..], block.Span);
        return block;
    }

    private static void ComputeTag(RelayFrame frame, ReadOnlySpan<byte> key, Span<byte> tag)
    {
        Span<byte> scratch = stackalloc byte[16];
        var authenticator = new Poly1305(key, scratch);
        authenticator.Append(RelayFrameBytes.Of(frame));
        authenticator.Append(frame.Ciphertext.AsSpan());
        authenticator.Finish(tag);
    }
}
