using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Access;

/// <summary>The document in <c>tokens.json</c>.</summary>
public sealed record AccessTokenList
{
    /// <summary>The most tokens: each request is compared with all of them.</summary>
    public const int Most = 1000;

    private const int LongestClient = 64;

    /// <summary>The tokens.</summary>
    [JsonPropertyName("tokens")]
    public required ImmutableArray<AccessToken> Tokens { get; init; }

    /// <summary>Whether a text can name a client: 1 to 64 letters, digits, '.', '_' or '-'.</summary>
    public static bool IsClientName(string text) =>
        text.Length is > 0 and <= LongestClient && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-');

    /// <summary>What is wrong with the list; null when it can be used.</summary>
    public string? FindFault()
    {
        if (Tokens.IsDefault || Tokens.Length > Most)
        {
            return $"it needs 'tokens', at most {Most}";
        }

        return Tokens.Select(FaultOf).FirstOrDefault(fault => fault is not null)
            ?? (Tokens.DistinctBy(token => token.Sha256).Count() < Tokens.Length ? "a token stands there twice" : null);
    }

    private static string? FaultOf(AccessToken? token) => token switch
    {
        null or { Client: null } or { Sha256: null } or { Roles.IsDefault: true } => "a token is incomplete",
        _ when !IsClientName(token.Client) => $"'{token.Client}' cannot name a client: 1 to {LongestClient} letters, digits, '.', '_' or '-'",
        _ when token.Sha256.Length != 64 || !token.Sha256.All(char.IsAsciiHexDigitLower) => $"a token of '{token.Client}' has no SHA-256 of 64 lower-case hexadecimal digits",
        _ when token.Roles.IsEmpty || token.Roles.Any(role => !AccessRoles.All.Contains(role)) =>
            $"a token of '{token.Client}' needs roles of: {string.Join(", ", AccessRoles.All)}",
        _ => null,
    };
}
