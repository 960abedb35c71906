using System.Net;
using System.Net.Http.Headers;
using QkdMec.Protocols.Files;

namespace QkdMec.Client.Access;

/// <summary>The token that the gateway is shown. It never crosses a network in the clear.</summary>
public sealed class TokenSource
{
    private readonly Func<string?> current;

    private TokenSource(Func<string?> current) => this.current = current;

    /// <summary>No token.</summary>
    public static TokenSource None { get; } = new(() => null);

    /// <summary>A token that stays.</summary>
    public static TokenSource Of(string token) => new(() => token);

    /// <summary>The token in a file, mode 0600, which may be replaced at any time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onFault">Is told why a replaced file cannot be read; the token of before is used on.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">Others can read it, or it holds no token.</exception>
    public static TokenSource OfFile(string path, TimeProvider time, Action<Exception> onFault)
    {
        var file = new RenewedFile<string>([path], () => Read(path), time, onFault);
        return new TokenSource(() => file.Current);
    }

    /// <summary>Whether there is one.</summary>
    public bool IsThere => current() is not null;

    /// <summary>Whether what is sent to an address can be read on the way.</summary>
    public static bool IsInTheClear(Uri address) =>
        address.Scheme != Uri.UriSchemeHttps && address.IdnHost != "localhost" && !(IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Shows the token with a request, unless it could be read on the way.</summary>
    public void Authorise(HttpRequestMessage request)
    {
        if (current() is { } token && request.RequestUri is { } address && !IsInTheClear(address))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    private static string Read(string path)
    {
        PrivateFile.RequirePrivate(path, "holds a token");
        var token = File.ReadAllText(path).Trim();
        return token.Length > 0 && token.All(char.IsAscii) && !token.Any(char.IsWhiteSpace) && !token.Any(char.IsControl)
            ? token
            : throw new InvalidDataException($"'{path}' holds no token");
    }
}
