using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>Every pad that was taken, and every frame that was sent, opened with the pad it was sealed under: what each KME gets to see.</summary>
internal sealed class RelayLog
{
    private readonly Dictionary<string, byte[]> pads = new(StringComparer.Ordinal);
    private readonly HashSet<(KmeId From, KmeId To, ulong Epoch, long Block, int Position)> positions = [];

    /// <summary>How many bytes of pads were taken.</summary>
    public int PadBytes => positions.Count;

    /// <summary>What was sent, in order.</summary>
    public List<SeenShare> Seen { get; } = [];

    /// <summary>Runs before a frame is handed over.</summary>
    public Action<RelayFrame> Sending { get; set; } = _ => { };

    /// <summary>The place of a block.</summary>
    public static string PlaceOf(PoolDirection direction, ulong epoch, long number) => $"{direction} {epoch} {number}";

    /// <summary>A pad was taken; fails when a byte of it was taken before.</summary>
    public void PadTaken(KmeId from, KmeId to, TakenPad pad)
    {
        foreach (var range in pad.Reference.Ranges)
        {
            for (var position = range.Offset; position < range.Offset + range.Length; position++)
            {
                Assert.True(positions.Add((from, to, range.Epoch, range.Block, position)), $"a pad byte from {from} to {to} was taken twice");
            }
        }

        pads[NameOf(from, to, pad.Reference)] = pad.Bytes.Span.ToArray();
    }

    /// <summary>Whether bytes stand anywhere in a pad that was taken.</summary>
    public bool WasPad(ReadOnlySpan<byte> bytes)
    {
        foreach (var pad in pads.Values)
        {
            if (pad.AsSpan().IndexOf(bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A frame is on its way: what its receiver gets to see is what it was sealed over.</summary>
    public void FrameSent(RelayFrame frame)
    {
        var pad = pads[NameOf(frame.Header.Sender, frame.Header.Receiver, frame.Pad)];
        var opened = frame.Ciphertext.Select((value, index) => (byte)(value ^ pad[RelaySeal.MacKeyBytes + index])).ToArray();
        Seen.Add(new SeenShare(frame.Header, Convert.ToHexString(opened)));
        Sending(frame);
    }

    private static string NameOf(KmeId from, KmeId to, PadReference pad) => $"{from}>{to} {string.Join(',', pad.Ranges)}";
}

/// <summary>A share of a block that a KME received.</summary>
internal sealed record SeenShare(RelayHeader Header, string Hex)
{
    public string Receiver => Header.Receiver.Value;

    public string Place => RelayLog.PlaceOf(Header.Direction, Header.Epoch, Header.Number);
}
