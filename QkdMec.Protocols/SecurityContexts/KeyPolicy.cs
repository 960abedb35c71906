namespace QkdMec.Protocols.SecurityContexts;

/// <summary>When a security context gets a new key.</summary>
public sealed record KeyPolicy
{
    /// <summary>
    /// When a new key is drawn, whichever comes first. Default 60 s, 100 000 invocations, 256 MiB: at 256 bits a minute even a slow link serves hundreds
    /// of contexts, and a broken key exposes a minute.
    /// </summary>
    public KeyLimits Refresh { get; init; } = new(TimeSpan.FromSeconds(60), 100_000, 256L << 20);

    /// <summary>
    /// How far that may stretch while the KME is short of keys; beyond it requests are refused. Default 10 minutes, 2³⁰ invocations, 16 GiB: below what the
    /// host allows.
    /// </summary>
    public KeyLimits Maximum { get; init; } = new(TimeSpan.FromMinutes(10), 1L << 30, 16L << 30);

    /// <summary>The pause after a refresh that failed while the old key may still be used. Default 2 s.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(2);
}
