using System.Runtime.InteropServices;

namespace QkdMec.Grains.Cryptography;

/// <summary>The one-time pad: both ways the same, and each pad byte for one byte only.</summary>
internal static class OneTimePad
{
    /// <summary>Writes the text XOR the pad. The pad is at least as long as the text.</summary>
    public static void Apply(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pad, Span<byte> result)
    {
        var wideText = MemoryMarshal.Cast<byte, ulong>(text);
        var widePad = MemoryMarshal.Cast<byte, ulong>(pad);
        var wideResult = MemoryMarshal.Cast<byte, ulong>(result);
        for (var index = 0; index < wideResult.Length; index++)
        {
            wideResult[index] = wideText[index] ^ widePad[index];
        }

        for (var index = wideResult.Length * sizeof(ulong); index < result.Length; index++)
        {
            result[index] = (byte)(text[index] ^ pad[index]);
        }
    }
}
