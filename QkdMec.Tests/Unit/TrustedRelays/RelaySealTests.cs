using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.TrustedRelays;
using QkdMec.Protocols.Secrets;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.TrustedRelays;

public sealed class RelaySealTests
{
    private const int BlockBytes = 1000;

    private static readonly KmeId[] Kmes = [KmeId.Parse("kme-a"), KmeId.Parse("relay"), KmeId.Parse("kme-b")];
    private static readonly RelayHeader Header = new(new RelayRoute([.. Kmes]), 1, PoolDirection.Outbound, 3, 17);

    [Fact]
    public void Open_OfASealedFrame_IsTheBlock()
    {
        var (frame, block, pad) = Sealed();

        Assert.True(RelaySeal.IsAuthentic(frame, pad));
        Assert.Equal(block, RelaySeal.Open(frame, pad).Span.ToArray());
        Assert.NotEqual(block, frame.Ciphertext.ToArray());
    }

    [Fact]
    public void Seal_XorsThePadBehindTheMacKey()
    {
        var (frame, block, pad) = Sealed();
        var expected = block.Select((one, index) => (byte)(one ^ pad.Span[RelaySeal.MacKeyBytes + index]));

        Assert.Equal(expected, frame.Ciphertext);
    }

    public static TheoryData<string> Fields => [.. Forgeries.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Fields))]
    public void IsAuthentic_WhenAFieldWasChanged_IsFalse(string field)
    {
        var (frame, _, pad) = Sealed();

        Assert.False(RelaySeal.IsAuthentic(Forgeries[field](frame), pad));
    }

    [Fact]
    public void IsAuthentic_WhenAnyBitOfCiphertextOrTagWasFlipped_IsFalse()
    {
        var (frame, _, pad) = Sealed();
        for (var bit = 0; bit < 8 * BlockBytes; bit += 7)
        {
            Assert.False(RelaySeal.IsAuthentic(frame with { Ciphertext = Flipped(frame.Ciphertext, bit) }, pad));
        }

        for (var bit = 0; bit < 8 * frame.Tag.Length; bit++)
        {
            Assert.False(RelaySeal.IsAuthentic(frame with { Tag = Flipped(frame.Tag, bit) }, pad));
        }
    }

    [Fact]
    public void IsAuthentic_UnderAnotherPad_IsFalse()
    {
        var (frame, _, pad) = Sealed();
        pad.Span[0] ^= 1;

        Assert.False(RelaySeal.IsAuthentic(frame, pad));
    }

    [Fact]
    public void Seal_WithAPadOfAnotherLength_Refuses() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        RelaySeal.Seal(Header, new byte[BlockBytes], new TakenPad(new PadReference([]), new KeyMaterial("pad", BlockBytes))));

    private static Dictionary<string, Func<RelayFrame, RelayFrame>> Forgeries { get; } = new()
    {
        ["route end"] = frame => With(frame, frame.Header with { Route = new RelayRoute([Kmes[0], Kmes[1], KmeId.Parse("kme-c")]) }),
        ["route shorter"] = frame => With(frame, frame.Header with { Route = new RelayRoute([Kmes[0], Kmes[1]]) }),
        ["route names shifted"] = frame => With(frame, frame.Header with { Route = new RelayRoute([KmeId.Parse("kme-ar"), KmeId.Parse("elay"), Kmes[2]]) }),
        ["hop"] = frame => With(frame, frame.Header with { Hop = 2 }),
        ["direction"] = frame => With(frame, frame.Header with { Direction = PoolDirection.Inbound }),
        ["epoch"] = frame => With(frame, frame.Header with { Epoch = 2 }),
        ["number"] = frame => With(frame, frame.Header with { Number = 18 }),
        ["range epoch"] = frame => WithRange(frame, range => range with { Epoch = range.Epoch + 1 }),
        ["range block"] = frame => WithRange(frame, range => range with { Block = range.Block + 1 }),
        ["range offset"] = frame => WithRange(frame, range => range with { Offset = range.Offset + 8 }),
        ["range length"] = frame => WithRange(frame, range => range with { Length = range.Length - 8 }),
        ["ranges fewer"] = frame => frame with { Pad = new PadReference(frame.Pad.Ranges.RemoveAt(0)) },
        ["ciphertext shorter"] = frame => frame with { Ciphertext = frame.Ciphertext[..^8] },
        ["tag shorter"] = frame => frame with { Tag = frame.Tag[..^1] },
    };

    private static RelayFrame With(RelayFrame frame, RelayHeader header) => frame with { Header = header };

    private static RelayFrame WithRange(RelayFrame frame, Func<Lease, Lease> change) =>
        frame with { Pad = new PadReference(frame.Pad.Ranges.SetItem(0, change(frame.Pad.Ranges[0]))) };

    private static ImmutableArray<byte> Flipped(ImmutableArray<byte> bytes, int bit) =>
        bytes.SetItem(bit / 8, (byte)(bytes[bit / 8] ^ (1 << (bit % 8))));

    private static (RelayFrame Frame, byte[] Block, KeyMaterial Pad) Sealed()
    {
        var book = new PadBook();
        book.Allocate(Kmes[0], Kmes[1], PadBook.BlockBytes - 256);
        var reference = book.Allocate(Kmes[0], Kmes[1], RelaySeal.PadBytes(BlockBytes));
        var pad = KeyMaterial.CopyOf("pad", book.BytesOf(Kmes[0], Kmes[1], reference));
        var block = new byte[BlockBytes];
        new SeededEntropy(5).Fill(block);
        return (RelaySeal.Seal(Header, block, new TakenPad(reference, KeyMaterial.CopyOf("pad", pad.Span))), block, pad);
    }
}
