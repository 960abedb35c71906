using QkdMec.Embedded.Simulation;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>What can be done to a message without its key.</summary>
internal static class Tampering
{
    private const int TagText = 22;

    /// <summary>Its beginning.</summary>
    public static byte[] Truncate(byte[] message, SeededRandom random) => message[..random.Below(message.Length)];

    /// <summary>All but the tag.</summary>
    public static byte[] Strip(byte[] message) => message[..Math.Max(0, message.Length - TagText)];

    /// <summary>Another letter somewhere.</summary>
    public static byte[] Alter(byte[] message, SeededRandom random)
    {
        byte[] altered = [.. message];
        if (altered.Length > 0)
        {
            ref var place = ref altered[random.Below(altered.Length)];
            place = place == (byte)'A' ? (byte)'B' : (byte)'A';
        }

        return altered;
    }
}
