using System.Net;
using System.Net.Http.Headers;

namespace QkdMec.Protocols.Loopback;

/// <summary>
/// Loopback is not trust: every web page a user of this machine opens can send requests to a loopback listener. What a page can send without
/// the listener's consent is refused: names that only resolve here (DNS rebinding), other origins, and bodies that need no preflight.
/// </summary>
public sealed class LoopbackGuard
{
    private readonly Uri[] publicAddresses;
    private readonly bool takesLoopbackNames;

    /// <summary>A guard for a listener that is reached at <paramref name="publicAddresses"/>.</summary>
    /// <param name="publicAddresses">The addresses.</param>
    /// <param name="takesLoopbackNames">Whether the names of loopback are its own too.</param>
    public LoopbackGuard(IEnumerable<Uri> publicAddresses, bool takesLoopbackNames = true) =>
        (this.publicAddresses, this.takesLoopbackNames) = ([.. publicAddresses], takesLoopbackNames);

    /// <summary>Whether the request is for this listener and from no other origin; null when it is.</summary>
    public GuardRefusal? CheckSender(GuardedRequest request)
    {
        if (!IsOwnHost(request.Host))
        {
            return new GuardRefusal(421, "foreign-host", "The Host field does not name this listener.");
        }

        return request.ChangesState && !string.IsNullOrEmpty(request.Origin) && !IsOwnOrigin(request.Origin, request.Host!)
            ? new GuardRefusal(403, "foreign-origin", "The Origin field names another origin.")
            : null;
    }

    /// <summary>Whether a request that changes state carries JSON or JOSE; null when it does or need not.</summary>
    public static GuardRefusal? CheckContentType(GuardedRequest request)
    {
        if (!request.ChangesState || (request.Method == "DELETE" && !request.HasBody) || IsJsonOrJose(request.ContentType))
        {
            return null;
        }

        return new GuardRefusal(
            415, "unsupported-media-type", "A request that changes state needs the Content-Type application/json or application/jose.");
    }

    private bool IsOwnHost(string? host) =>
        TryReadAuthority(host) is { } address
        && ((takesLoopbackNames && IsLoopbackName(address)) || Array.Exists(publicAddresses, known => SameHost(known, address)));

    private bool IsOwnOrigin(string origin, string host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && page.Scheme is "http" or "https"
        && (SameAuthority(page, host) || Array.Exists(publicAddresses, known => SameOrigin(known, page)));

    private static bool SameAuthority(Uri page, string host) =>
        Uri.TryCreate($"{page.Scheme}://{host}", UriKind.Absolute, out var own) && SameOrigin(own, page);

    private static bool SameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && SameHost(one, other);

    private static bool SameHost(Uri one, Uri other) => string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopbackName(Uri address) =>
        address.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip));

    private static Uri? TryReadAuthority(string? host) =>
        !string.IsNullOrEmpty(host)
        && Uri.TryCreate($"http://{host}", UriKind.Absolute, out var address)
        && address.UserInfo.Length == 0
        && address.PathAndQuery == "/"
            ? address
            : null;

    private static bool IsJsonOrJose(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType?.ToLowerInvariant() is "application/json" or "application/jose"
        && (type.CharSet is null || type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
