using System.Text;
using System.Text.Json.Nodes;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Unit.SecurityContexts;

public sealed class ClientSessionTests : IDisposable
{
    private readonly SessionPair pair = new();

    public void Dispose() => pair.Dispose();

    [Theory]
    [InlineData(ResultStatus.Success)]
    [InlineData(ResultStatus.ApplicationError)]
    [InlineData(ResultStatus.InternalError)]
    public void Open_WhenItIsTheResultOfTheRequest_GivesResultAndStatus(ResultStatus status)
    {
        using var request = pair.Request("""{"x":1}""");
        using var result = pair.Client.Open(request, pair.Echo(request, status));
        Assert.Equal("""{"x":1}""", Encoding.UTF8.GetString(result.Result!.Span));
        Assert.Equal(status, result.Status);
    }

    [Fact]
    public void Open_WhenResultsAreSwapped_IsRefused()
    {
        using var one = pair.Request();
        using var other = pair.Request();
        var (answerToOne, answerToOther) = (pair.Echo(one), pair.Echo(other));
        AssertRefused(one, answerToOther, ResultRefusal.NotOfThisRequest);
        AssertRefused(other, answerToOne, ResultRefusal.NotOfThisRequest);
    }

    [Theory]
    [InlineData("status", 1)]
    [InlineData("rseq", 2)]
    [InlineData("seq", 9)]
    [InlineData("inv", "ffffffffffffffffffffffffffffffff")]
    [InlineData("gen", 8)]
    [InlineData("app", "covid-risk")]
    [InlineData("host", "edge/edge-2")]
    [InlineData("ctx", "ffffffffffffffffffffffffffffffff")]
    [InlineData("dir", "req")]
    public void Open_WhenAHeaderMemberWasChanged_IsRefused(string member, object value)
    {
        using var request = pair.Request();
        var changed = CompactText.WithHeader(pair.Echo(request), header => header[member] = JsonValue.Create(value));
        using var result = pair.Client.Open(request, changed);
        Assert.NotEqual(ResultRefusal.None, result.Refusal);
        Assert.Null(result.Result);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("rseq")]
    public void Open_WhenWhatBindsTheResultWasStripped_IsMalformed(string member)
    {
        using var request = pair.Request();
        AssertRefused(request, CompactText.WithHeader(pair.Echo(request), header => header.Remove(member)), ResultRefusal.Malformed);
    }

    [Fact]
    public void Open_WhenTheRequestIsReflected_IsRefused()
    {
        using var request = pair.Request();
        AssertRefused(request, request.Message, ResultRefusal.NotOfThisRequest);
    }

    [Fact]
    public void Open_WhenTruncatedOrTurned_IsRefused()
    {
        using var request = pair.Request();
        var answer = pair.Echo(request);
        AssertRefused(request, answer[..^1], ResultRefusal.Malformed);
        AssertRefused(request, CompactText.WithBitTurned(answer, 3), ResultRefusal.NotAuthentic);
        AssertRefused(request, CompactText.WithBitTurned(answer, 4), ResultRefusal.NotAuthentic);
    }

    [Fact]
    public void Seal_WhenManyRequestsAndKeys_NeverRepeatsANonceUnderAKey()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var generation = 8; generation < 12; generation++)
        {
            for (var count = 0; count < 50; count++)
            {
                using var request = pair.Request();
                foreach (var message in new[] { request.Message, pair.Echo(request) })
                {
                    Assert.True(seen.Add($"{CompactText.Header(message)["kid"]} {CompactText.Parts(message)[2]}"));
                }
            }

            pair.Rekey(generation);
        }
    }

    [Fact]
    public void Seal_WhenNoResultCameYet_KeepsTheTranscriptHash()
    {
        using var first = pair.Request();
        using var second = pair.Request();
        Assert.NotNull(CompactText.Header(second.Message)["th"]);
        using var result = pair.Client.Open(first, pair.Echo(first));
        using var third = pair.Request();
        Assert.Null(CompactText.Header(third.Message)["th"]);
    }

    [Fact]
    public void Install_WhenOlderOrClosed_IsRefused()
    {
        using var key = pair.FreshKey();
        Assert.False(pair.Client.Install(key, SessionPair.TranscriptOf(7), pair.Now));
        pair.Client.Dispose();
        Assert.False(pair.Client.Install(key, SessionPair.TranscriptOf(9), pair.Now));
        Assert.Null(pair.Client.Seal(Guid.Empty, "{}"u8));
    }

    [Fact]
    public void HasReached_WhenALimitIsReached_SaysSo()
    {
        Assert.False(pair.Client.HasReached(new KeyLimits(TimeSpan.FromSeconds(60), 2, 100), pair.Now));
        Assert.True(pair.Client.HasReached(new KeyLimits(TimeSpan.FromSeconds(60), 2, 100), pair.Now + TimeSpan.FromSeconds(60)));
        using var one = pair.Request();
        using var two = pair.Request();
        Assert.True(pair.Client.HasReached(new KeyLimits(TimeSpan.FromSeconds(60), 2, 100), pair.Now));
        Assert.True(pair.Client.HasReached(new KeyLimits(TimeSpan.FromSeconds(60), 9, 20), pair.Now));
    }

    private void AssertRefused(SealedArguments request, byte[] message, ResultRefusal expected)
    {
        using var result = pair.Client.Open(request, message);
        Assert.Equal(expected, result.Refusal);
    }
}
