namespace QkdMec.Protocols.SecurityContexts;

/// <summary>How long the host's end keeps keys. The client re-keys long before; these limits hold also against a client that does not.</summary>
public sealed record HostSessionOptions
{
    /// <summary>
    /// What one key may be used for: an hour, 2³² requests (the most that a counter nonce of GCM is recommended for), 2³⁶ bytes.
    /// </summary>
    public KeyLimits Limits { get; init; } = new(TimeSpan.FromHours(1), 1L << 32, 1L << 36);

    /// <summary>How long the old key takes requests after the new one became current; requests in flight cross the network within it.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(5);
}
