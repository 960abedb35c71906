using QkdMec.Protocols.Jose;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Unit.SecurityContexts;

/// <summary>Does a message of one link mean nothing on the other, even under one key?</summary>
public sealed class MessageFormTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, true, RequestRefusal.None)]
    [InlineData(true, false, RequestRefusal.NotAuthentic)]
    [InlineData(false, true, RequestRefusal.NotAuthentic)]
    public void Request_IsOpenedInItsFormOnly(bool isSentAsActivation, bool isTakenAsActivation, RequestRefusal expected)
    {
        using var pair = new SessionPair();
        using var client = new ClientSession(SessionPair.Identity, FormOf(isSentAsActivation));
        using var host = new HostSession(SessionPair.Identity, new HostSessionOptions(), FormOf(isTakenAsActivation));
        using var key = pair.FreshKey();
        client.Install(key, SessionPair.TranscriptOf(1), Now);
        host.Install(key, SessionPair.TranscriptOf(1), Now);

        using var request = client.Seal(Guid.NewGuid(), "{}"u8)!;
        using var opened = host.Open(request.Message, Now);
        Assert.Equal(expected, opened.Refusal);
    }

    [Fact]
    public void Forms_AreFoundByTheirMediaTypeOnly()
    {
        Assert.Same(MessageForm.Json, MessageForm.Find("application/json"));
        Assert.Same(MessageForm.Activation, MessageForm.Find("application/vnd.qkdmec.activation"));
        Assert.Null(MessageForm.Find("application/JSON"));
        Assert.Null(MessageForm.Find(null));
    }

    [Fact]
    public void LargestMessage_HasRoomForTheLargestPayload()
    {
        using var pair = new SessionPair();
        using var client = new ClientSession(SessionPair.Identity, MessageForm.Activation);
        using var key = pair.FreshKey();
        client.Install(key, SessionPair.TranscriptOf(1), Now);
        using var request = client.Seal(Guid.NewGuid(), new byte[MessageForm.Activation.MaxPayloadBytes])!;
        Assert.InRange(request.Message.Length, MessageLimits.MaxMessageBytes - MessageLimits.MaxEncodedHeaderBytes, MessageForm.Activation.MaxMessageBytes);
        Assert.Equal(MessageLimits.MaxMessageBytes, MessageForm.Json.MaxMessageBytes);
    }

    private static MessageForm FormOf(bool isActivation) => isActivation ? MessageForm.Activation : MessageForm.Json;
}
