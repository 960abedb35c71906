using System.Text;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Secrets;
using QkdMec.Tests.Unit.SecurityContexts;

namespace QkdMec.Tests.Unit.Jose;

public sealed class SealedMessageTests
{
    private static readonly MessageHeader Header = new()
    {
        CipherSuite = "A256GCM", KeyId = SessionPair.KeyIdOf(1), Context = "c1", Generation = 1, Direction = MessageDirection.Request, Sequence = 5,
        Invocation = new Guid(1, 2, 3, new byte[8]), App = "echo \"ü\"", Host = "edge/edge-1",
    };

    [Fact]
    public void Seal_WhenARequest_WritesTheHeaderAsPinned()
    {
        var text = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(CompactText.Parts(Seal(Header))[0]));
        Assert.Equal(
            """{"alg":"dir","enc":"A256GCM","kid":"00000001-0001-0002-0304-05060708090a","cty":"application/json","ctx":"c1","gen":1,"dir":"req","seq":5,"inv":"00000001000200030000000000000000","app":"echo \u0022\u00FC\u0022","host":"edge/edge-1"}""",
            text);
    }

    [Fact]
    public void Parse_WhenARequest_ReadsWhatWasWritten()
    {
        var hash = Enumerable.Range(0, 32).Select(number => (byte)number).ToArray();
        Assert.True(SealedMessage.TryParse(Seal(Header with { TranscriptHash = hash }), out var parsed));
        Assert.Equal(hash, parsed.Header.TranscriptHash.ToArray());
        Assert.Equal(Header, parsed.Header with { TranscriptHash = default });
    }

    [Fact]
    public void Parse_WhenAResult_ReadsWhatWasWritten()
    {
        var header = Header with { Direction = MessageDirection.Result, RequestSequence = 3, Status = ResultStatus.DeveloperError };
        Assert.True(SealedMessage.TryParse(Seal(header), out var parsed));
        Assert.Equal(header, parsed.Header);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(MessageLimits.MaxPayloadBytes)]
    public void Open_WhenSealed_GivesThePayloadOfAnySize(int length)
    {
        var payload = new byte[length];
        new Random(length).NextBytes(payload);
        using var cipher = Cipher();
        var message = cipher.Seal(Header, payload);
        Assert.InRange(message.Length, 1, MessageLimits.MaxMessageBytes);
        Assert.True(SealedMessage.TryParse(message, out var parsed));
        using var opened = cipher.Open(parsed);
        Assert.True(opened!.Span.SequenceEqual(payload));
    }

    [Fact]
    public void Parse_WhenPartsAreTooManyOrTooFew_IsRefused()
    {
        var parts = CompactText.Parts(Seal(Header));
        AssertRefused(CompactText.Join(parts[..4]));
        AssertRefused(CompactText.Join([.. parts, ""]));
        AssertRefused(CompactText.Join([parts[0], "AAAA", .. parts[2..]]));
        AssertRefused(CompactText.Join([.. parts[..3], parts[3] + "." + parts[3], parts[4]]));
        AssertRefused([]);
        AssertRefused("....."u8.ToArray());
    }

    [Theory]
    [InlineData("=")]
    [InlineData(" ")]
    [InlineData("+")]
    [InlineData("\n")]
    public void Parse_WhenBase64UrlIsNotStrict_IsRefused(string intruder)
    {
        using var cipher = Cipher();
        foreach (var part in new[] { 0, 2, 3, 4 })
        {
            var parts = CompactText.Parts(cipher.Seal(Header, "{}"u8));
            parts[part] += intruder;
            var opened = SealedMessage.TryParse(CompactText.Join(parts), out var parsed) ? cipher.Open(parsed) : null;
            Assert.Null(opened);
        }
    }

    [Theory]
    [InlineData("""{"alg":"dir"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{")]
    public void Parse_WhenTheHeaderIsNotOurs_IsRefused(string json) => AssertRefused(CompactText.WithHeaderText(Seal(Header), json));

    [Fact]
    public void Parse_WhenTheHeaderIsBent_IsRefused()
    {
        var message = Seal(Header);
        var json = CompactText.Header(message).ToJsonString();
        string[] bent =
        [
            json.Replace("\"gen\":1", "\"gen\":1,\"gen\":1"),
            json.Replace("\"gen\":1", "\"gen\":\"1\""),
            json.Replace("\"gen\":1", "\"gen\":1.5"),
            json.Replace("\"gen\":1", "\"gen\":0"),
            json.Replace("\"gen\":1", "\"gen\":99999999999999999999"),
            json.Replace("\"gen\":1", "\"gen\":1,\"crit\":[\"x\"]"),
            json.Replace("\"gen\":1", "\"gen\":1,\"zip\":\"DEF\""),
            json.Replace("\"gen\":1", "\"gen\":1,\"rseq\":1,\"status\":0"),
            json.Replace("\"dir\":\"req\"", "\"dir\":\"both\""),
            json.Replace("\"seq\":5", "\"seq\":6"),
            json.Replace("\"app\":", "\"app\":{},\"x\":"),
            json + "{}",
        ];
        foreach (var text in bent)
        {
            Assert.NotEqual(json, text);
            AssertRefused(CompactText.WithHeaderText(message, text));
        }
    }

    [Fact]
    public void Parse_WhenMembersStandInAnotherOrder_ReadsThem()
    {
        var message = Seal(Header);
        var reversed = "{" + string.Join(',', CompactText.Header(message).Reverse().Select(member => $"\"{member.Key}\":{member.Value!.ToJsonString()}")) + "}";
        Assert.True(SealedMessage.TryParse(CompactText.WithHeaderText(message, reversed), out var parsed));
        Assert.Equal(Header, parsed.Header);
    }

    [Fact]
    public void Parse_WhenBytesAreRandom_NeverThrows()
    {
        var random = new Random(3);
        var message = Seal(Header);
        for (var round = 0; round < 5_000; round++)
        {
            var bent = (byte[])message.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bent[random.Next(bent.Length)] = (byte)random.Next(256);
            }

            using var cipher = Cipher();
            using var opened = SealedMessage.TryParse(bent, out var parsed) ? cipher.Open(parsed) : null;
            Assert.True(opened is null || bent.AsSpan().SequenceEqual(message));
        }
    }

    private static byte[] Seal(MessageHeader header)
    {
        using var cipher = Cipher();
        return cipher.Seal(header, "{}"u8);
    }

    private static MessageCipher Cipher()
    {
        using var key = KeyMaterial.CopyOf("test", Enumerable.Range(0, 32).Select(number => (byte)number).ToArray());
        return new MessageCipher(key);
    }

    private static void AssertRefused(byte[] message) => Assert.False(SealedMessage.TryParse(message, out _));
}
