namespace QkdMec.Protocols.Jose;

/// <summary>How large messages may be. Everything beyond is refused before it is decoded.</summary>
public static class MessageLimits
{
    /// <summary>The most clear bytes of arguments or of a result: 1 MiB, as OpenWhisk's default.</summary>
    public const int MaxPayloadBytes = 1024 * 1024;

    /// <summary>The most bytes of a protected header, encoded.</summary>
    public const int MaxEncodedHeaderBytes = 2048;

    /// <summary>The largest message: header, payload in base64url, 16 characters of initialisation vector, 22 of tag, four dots.</summary>
    public const int MaxMessageBytes = MaxEncodedHeaderBytes + (((MaxPayloadBytes + 2) / 3) * 4) + 16 + 22 + 4;
}
