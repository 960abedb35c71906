using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace QkdMec.Gateway.Access;

/// <summary>What the <c>Authorization</c> field of a request says.</summary>
/// <param name="Token">The token; null when there is none.</param>
/// <param name="IsMalformed">Whether there is something that is no bearer token.</param>
internal readonly record struct BearerField(string? Token, bool IsMalformed)
{
    // b64token of RFC 6750, without its padding at the end.
    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/");

    /// <summary>Reads the field.</summary>
    public static BearerField Read(StringValues field)
    {
        if (field.Count == 0)
        {
            return default;
        }

        var parts = field.Count == 1 ? (field[0] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        return parts is [var scheme, var token] && scheme.Equals(BearerHandler.SchemeName, StringComparison.OrdinalIgnoreCase) && IsToken(token)
            ? new BearerField(token, IsMalformed: false)
            : new BearerField(null, IsMalformed: true);
    }

    private static bool IsToken(string text) => text.AsSpan().TrimEnd('=') is { Length: > 0 } body && !body.ContainsAnyExcept(Alphabet);
}
