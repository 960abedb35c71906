namespace QkdMec.Client.Saes;

/// <summary>What came back from the host: a body, or the code of a refusal.</summary>
/// <param name="Code"><see cref="Ok"/>, a problem's code, or one of this type's.</param>
/// <param name="Body">The body of a success; else empty.</param>
/// <param name="RetryAfter">When to try again, if the edge said so.</param>
internal sealed record ChannelAnswer(string Code, byte[] Body, TimeSpan? RetryAfter = null)
{
    /// <summary>The request succeeded.</summary>
    public const string Ok = "ok";

    /// <summary>No connection: the request was not sent.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The connection broke, or what came is not an answer: whether the request was carried out is unknown.</summary>
    public const string Broken = "broken";

    /// <summary>No answer in time: whether the request was carried out is unknown.</summary>
    public const string TimedOut = "timed-out";

    /// <summary>Where the context is now, as the edge said it; null when it said nothing.</summary>
    public Uri? Location { get; init; }

    /// <summary>An answer without a body.</summary>
    public static ChannelAnswer Of(string code, TimeSpan? retryAfter = null) => new(code, [], retryAfter);
}
