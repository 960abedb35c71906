namespace QkdMec.Tests.Processes.Crashes;

/// <summary>A key that an <c>enc_keys</c> answer gave, and what is known of it since.</summary>
/// <param name="Pair">Whose it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="AnsweredAt">When the answer was there (<see cref="System.Diagnostics.Stopwatch"/>).</param>
internal sealed record IssuedKey(CrashPair Pair, string Id, byte[] Bytes, long AnsweredAt)
{
    /// <summary>When it was fetched first; null: not yet.</summary>
    public long? FetchedAt { get; set; }

    /// <summary>Whether a fetch of it got no answer, so that it may have been consumed.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>Whether the vault it is fetched from was put back to a copy older than the key.</summary>
    public bool IsOlderVault { get; set; }

    /// <summary>Whether that vault was put back to a copy older than the key's fetch, which it has forgotten.</summary>
    public bool IsFetchForgotten { get; set; }
}
