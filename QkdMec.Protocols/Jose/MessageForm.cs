namespace QkdMec.Protocols.Jose;

/// <summary>What the payload of a message is, the header's <c>cty</c>, and how large it may be. Each link takes one form only, so that no message of one means anything on another.</summary>
public sealed record MessageForm
{
    /// <summary>Room beside the payload of <see cref="Json"/> for what an activation says besides: names, times, an explanation.</summary>
    private const int RoomBesidePayload = 1024;

    private MessageForm(string contentType, int maxPayloadBytes) => (ContentType, MaxPayloadBytes) = (contentType, maxPayloadBytes);

    /// <summary>JSON: arguments and results between the SAEs of a client and of a MEC host (ADR 0007).</summary>
    public static MessageForm Json { get; } = new("application/json", MessageLimits.MaxPayloadBytes);

    /// <summary>A function with its arguments, or what became of it, between a MEC host and its worker (ADR 0032).</summary>
    public static MessageForm Activation { get; } = new("application/vnd.qkdmec.activation", MessageLimits.MaxPayloadBytes + RoomBesidePayload);

    /// <summary>The media type.</summary>
    public string ContentType { get; }

    /// <summary>The most clear bytes.</summary>
    public int MaxPayloadBytes { get; }

    /// <summary>The largest message.</summary>
    public int MaxMessageBytes => MessageLimits.MaxMessageBytes + ((MaxPayloadBytes - MessageLimits.MaxPayloadBytes + 2) / 3 * 4);

    /// <summary>The form of a media type; null when there is none.</summary>
    public static MessageForm? Find(string? contentType) =>
        contentType == Json.ContentType ? Json : contentType == Activation.ContentType ? Activation : null;
}
