namespace QkdMec.Protocols.Access;

/// <summary>What the gateway calls its refusals of a client, behind <c>urn:qkdmec:</c>.</summary>
public static class AccessProblems
{
    /// <summary>No token, or one that is not good.</summary>
    public const string Unauthorised = "unauthorised";

    /// <summary>The token has none of the roles that would do.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>The client asks too much at once.</summary>
    public const string RateLimited = "rate-limited";
}
