using System.Collections.Immutable;
using QkdMec.Embedded.Simulation;
using QkdMec.Grains.Identity;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>Frames that no relay made.</summary>
internal static class FrameForgery
{
    private static readonly Func<RelayFrame, SeededRandom, RelayFrame>[] Alterations =
    [
        (frame, random) => frame with { Ciphertext = Flip(frame.Ciphertext, random) },
        (frame, random) => frame with { Tag = Flip(frame.Tag, random) },
        (frame, _) => frame with { Ciphertext = frame.Ciphertext.RemoveRange(frame.Ciphertext.Length - 8, 8) },
        (frame, _) => frame with { Header = frame.Header with { Number = frame.Header.Number + 1 } },
        (frame, _) => frame with { Header = frame.Header with { Epoch = frame.Header.Epoch + 1 } },
        (frame, _) => frame with { Header = frame.Header with { Hop = frame.Header.Hop + 1 } },
        (frame, _) => frame with { Header = frame.Header with { Direction = Opposite(frame.Header.Direction) } },
        (frame, _) => frame with { Pad = frame.Pad with { Ranges = frame.Pad.Ranges.SetItem(0, frame.Pad.Ranges[0] with { Offset = frame.Pad.Ranges[0].Offset + 8 }) } },
    ];

    /// <summary>A frame of which one thing is another.</summary>
    public static RelayFrame Alter(RelayFrame frame, SeededRandom random) => Alterations[random.Below(Alterations.Length)](frame, random);

    /// <summary>A frame with a real header and pad, of random bytes.</summary>
    public static RelayFrame MakeUp(RelayFrame frame, SeededRandom random) =>
        frame with { Ciphertext = RandomBytes(frame.Ciphertext.Length, random), Tag = RandomBytes(frame.Tag.Length, random) };

    private static PoolDirection Opposite(PoolDirection direction) => direction == PoolDirection.Outbound ? PoolDirection.Inbound : PoolDirection.Outbound;

    private static ImmutableArray<byte> Flip(ImmutableArray<byte> bytes, SeededRandom random)
    {
        var bit = random.Below(8 * bytes.Length);
        return bytes.SetItem(bit / 8, (byte)(bytes[bit / 8] ^ (1 << (bit % 8))));
    }

    private static ImmutableArray<byte> RandomBytes(int length, SeededRandom random)
    {
        var bytes = new byte[length];
        random.Fill(bytes);
        return ImmutableArray.Create(bytes);
    }
}
