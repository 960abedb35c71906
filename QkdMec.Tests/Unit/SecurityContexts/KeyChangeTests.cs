using QkdMec.Protocols.Jose;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Unit.SecurityContexts;

/// <summary>What the host takes while one key follows another.</summary>
public sealed class KeyChangeTests : IDisposable
{
    private readonly SessionPair pair = new();

    public void Dispose() => pair.Dispose();

    [Fact]
    public void Open_WhenTheOldKeyIsInOverlap_TakesItAndThenNoMore()
    {
        using var before = pair.Request();
        pair.Echo(before);
        using var inFlight = pair.Request();
        using var late = pair.Request();
        pair.Rekey(8);
        using var first = pair.Request();
        pair.Echo(first);

        pair.Now += TimeSpan.FromSeconds(4.9);
        pair.Echo(inFlight);
        pair.Now += TimeSpan.FromSeconds(0.1);
        AssertRefused(late.Message, RequestRefusal.KeyExpired);
    }

    [Fact]
    public void Open_WhenTheNewKeyIsOnlyReady_TakesTheOldKey()
    {
        using var first = pair.Request();
        using var second = pair.Request();
        pair.Echo(first);
        pair.Rekey(8);
        pair.Now += TimeSpan.FromMinutes(1);
        pair.Echo(second);
    }

    [Fact]
    public void Open_WhenTheKeyIsTooOld_IsKeyExpired()
    {
        using var request = pair.Request();
        pair.Now += new HostSessionOptions().Limits.Age;
        AssertRefused(request.Message, RequestRefusal.KeyExpired);
    }

    [Fact]
    public void Seal_WhenTheOldKeyWentMeanwhile_StillAnswersUnderIt()
    {
        using var warm = pair.Request();
        pair.Echo(warm);
        using var slow = pair.Request();
        using var opened = pair.Open(slow.Message);
        pair.Rekey(8);
        using var first = pair.Request();
        pair.Echo(first);
        pair.Now += TimeSpan.FromMinutes(1);
        using var next = pair.Request();
        pair.Echo(next);

        using var result = pair.Client.Open(slow, pair.Host.Seal(opened, ResultStatus.Success, "{}"u8));
        Assert.Equal(ResultRefusal.None, result.Refusal);
    }

    private void AssertRefused(byte[] message, params RequestRefusal[] expected)
    {
        using var opened = pair.Open(message);
        Assert.Contains(opened.Refusal, expected);
    }
}
