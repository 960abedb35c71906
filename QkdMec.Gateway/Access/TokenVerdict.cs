namespace QkdMec.Gateway.Access;

/// <summary>What a token is worth.</summary>
/// <param name="Caller">Whose it is; null when it is not taken.</param>
/// <param name="Reason">Why it is not taken, in a sentence for its bearer.</param>
/// <param name="RetryAfter">When it may be tried again, where the gateway cannot tell now; null where it can.</param>
internal sealed record TokenVerdict(Caller? Caller, string Reason = "", TimeSpan? RetryAfter = null)
{
    /// <summary>The token is not taken.</summary>
    public static TokenVerdict Refused(string reason) => new(null, reason);
}
