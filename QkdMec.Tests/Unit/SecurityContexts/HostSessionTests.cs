using System.Text;
using System.Text.Json.Nodes;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Unit.SecurityContexts;

public sealed class HostSessionTests : IDisposable
{
    private readonly SessionPair pair = new();

    public void Dispose() => pair.Dispose();

    [Fact]
    public void Open_WhenClientSealed_GivesTheArguments()
    {
        using var request = pair.Request("""{"age":61}""");
        using var opened = pair.Open(request.Message);
        Assert.Equal("""{"age":61}""", Encoding.UTF8.GetString(opened.Arguments.Span));
        Assert.True(opened.ConfirmedKey);
    }

    [Theory]
    [InlineData("alg", "none")]
    [InlineData("enc", "A128GCM")]
    [InlineData("cty", "text/plain")]
    [InlineData("ctx", "ffffffffffffffffffffffffffffffff")]
    [InlineData("gen", 8)]
    [InlineData("dir", "res")]
    [InlineData("seq", 2)]
    [InlineData("inv", "ffffffffffffffffffffffffffffffff")]
    [InlineData("app", "covid-risk")]
    [InlineData("host", "edge/edge-2")]
    [InlineData("th", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Open_WhenAHeaderMemberWasChanged_IsRefused(string member, object value)
    {
        using var request = pair.Request();
        var changed = CompactText.WithHeader(request.Message, header => header[member] = JsonValue.Create(value));
        AssertRefused(changed, RequestRefusal.NotAuthentic, RequestRefusal.Malformed);
    }

    [Fact]
    public void Open_WhenTheKeyIdWasChanged_IsKeyUnknown()
    {
        using var request = pair.Request();
        var changed = CompactText.WithHeader(request.Message, header => header["kid"] = Guid.Empty.ToString());
        AssertRefused(changed, RequestRefusal.KeyUnknown);
    }

    [Theory]
    [InlineData("alg")]
    [InlineData("enc")]
    [InlineData("kid")]
    [InlineData("cty")]
    [InlineData("ctx")]
    [InlineData("gen")]
    [InlineData("dir")]
    [InlineData("seq")]
    [InlineData("inv")]
    [InlineData("app")]
    [InlineData("host")]
    public void Open_WhenAHeaderMemberWasStripped_IsMalformed(string member)
    {
        using var request = pair.Request();
        AssertRefused(CompactText.WithHeader(request.Message, header => header.Remove(member)), RequestRefusal.Malformed);
    }

    [Fact]
    public void Open_WhenTheFirstRequestHasNoTranscriptHash_IsNotAuthentic()
    {
        using var request = pair.Request();
        AssertRefused(CompactText.WithHeader(request.Message, header => header.Remove("th")), RequestRefusal.NotAuthentic);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Open_WhenABitWasTurned_IsRefused(int part)
    {
        using var request = pair.Request();
        AssertRefused(CompactText.WithBitTurned(request.Message, part), RequestRefusal.NotAuthentic, RequestRefusal.Malformed);
    }

    [Fact]
    public void Open_WhenTruncatedAnywhere_IsRefused()
    {
        using var request = pair.Request();
        for (var length = 0; length < request.Message.Length; length++)
        {
            AssertRefused(request.Message[..length], RequestRefusal.NotAuthentic, RequestRefusal.Malformed);
        }
    }

    [Fact]
    public void Open_WhenPartsOfTwoMessagesAreSwapped_IsRefused()
    {
        using var one = pair.Request("""{"age":50}""");
        using var other = pair.Request("""{"age":51}""");
        for (var part = 0; part < 5; part++)
        {
            var parts = CompactText.Parts(one.Message);
            var foreign = CompactText.Parts(other.Message)[part];
            if (parts[part] != foreign)
            {
                parts[part] = foreign;
                AssertRefused(CompactText.Join(parts), RequestRefusal.NotAuthentic, RequestRefusal.Malformed);
            }
        }
    }

    [Fact]
    public void Open_WhenReplayed_IsReplayed()
    {
        using var request = pair.Request();
        pair.Echo(request);
        AssertRefused(request.Message, RequestRefusal.Replayed);
    }

    [Fact]
    public void Open_WhenReordered_TakesEachOnce()
    {
        var requests = Enumerable.Range(0, 5).Select(_ => pair.Request()).ToList();
        requests.Reverse();
        requests.ForEach(request => pair.Echo(request));
        requests.ForEach(request => AssertRefused(request.Message, RequestRefusal.Replayed));
        requests.ForEach(request => request.Dispose());
    }

    [Fact]
    public void Open_WhenAResultComesBackAsARequest_IsRefused()
    {
        using var request = pair.Request();
        AssertRefused(pair.Echo(request), RequestRefusal.NotAuthentic);
    }

    [Fact]
    public void Open_WhenTheTranscriptsDiffer_IsNotAuthentic()
    {
        using var key = pair.FreshKey();
        pair.Host.Install(key, SessionPair.TranscriptOf(8), pair.Now);
        pair.Client.Install(key, SessionPair.TranscriptOf(8) with { Offered = ["A256GCM", "A128GCM"] }, pair.Now);
        using var request = pair.Request();
        AssertRefused(request.Message, RequestRefusal.NotAuthentic);
    }

    [Fact]
    public void Open_WhenTooLarge_IsTooLarge() => AssertRefused(new byte[MessageLimits.MaxMessageBytes + 1], RequestRefusal.TooLarge);

    private void AssertRefused(byte[] message, params RequestRefusal[] expected)
    {
        using var opened = pair.Open(message);
        Assert.Contains(opened.Refusal, expected);
    }
}
