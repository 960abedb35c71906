namespace QkdMec.Protocols.Loopback;

/// <summary>What the guard looks at of a request.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Host">The <c>Host</c> field, or HTTP/2's authority.</param>
/// <param name="Origin">The <c>Origin</c> field; null or empty when there is none.</param>
/// <param name="ContentType">The <c>Content-Type</c> field; null or empty when there is none.</param>
/// <param name="HasBody">Whether a body comes or may come.</param>
public readonly record struct GuardedRequest(string Method, string? Host, string? Origin, string? ContentType, bool HasBody)
{
    /// <summary>Whether the method may change state: all but GET, HEAD, OPTIONS and TRACE.</summary>
    public bool ChangesState => Method is not ("GET" or "HEAD" or "OPTIONS" or "TRACE");
}
