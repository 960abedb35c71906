using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace QkdMec.Client.ReverseProxies;

/// <summary>Tells which client sends a request: by Basic credentials where clients are configured, else by the <c>Client-Id</c> header.</summary>
internal sealed class ClientIdentification(IReadOnlyDictionary<string, string> passwords)
{
    /// <summary>The client of a request that names none.</summary>
    public const string DefaultClient = "default";

    /// <summary>The header that names the client on loopback.</summary>
    public const string HeaderName = "Client-Id";

    private const int MaxLength = 64;

    /// <summary>Whether clients must show credentials.</summary>
    public bool NeedsCredentials => passwords.Count > 0;

    /// <summary>The client; null when the credentials are wrong or the name is not one.</summary>
    public string? Identify(HttpRequest request)
    {
        if (NeedsCredentials)
        {
            return Authenticate(request.Headers.Authorization);
        }

        var name = request.Headers[HeaderName].ToString();
        return name.Length == 0 ? DefaultClient : IsName(name) ? name : null;
    }

    private string? Authenticate(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var value) || !value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            || Decode(value.Parameter) is not { } pair || pair.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon))
        {
            return null;
        }

        var client = pair[..colon];
        var isKnown = passwords.TryGetValue(client, out var password);
        return SameText(pair[(colon + 1)..], password ?? "") && isKnown ? client : null;
    }

    private static string? Decode(string? base64)
    {
        var bytes = new byte[1024];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    /// <summary>Compares in constant time, whatever the lengths.</summary>
    private static bool SameText(string one, string other) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));

    private static bool IsName(string name) =>
        name.Length <= MaxLength && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-');
}
