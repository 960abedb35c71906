using System.Collections.Immutable;
using QkdMec.Protocols.Access;

namespace QkdMec.Gateway.Access;

/// <summary>Who may use the gateway.</summary>
public sealed record AccessOptions
{
    /// <summary>The file of the tokens, <c>tokens.json</c>; it may come later and be replaced at any time. From when it is there, every request needs a token. Default (null): none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The OpenID provider whose tokens are taken; with one, every request needs a token. Default (null): none.</summary>
    public OpenIdOptions? OpenId { get; init; }

    /// <summary>Tokens that stand in no file, for clients in this process; they alone do not make the others need one. Default none.</summary>
    public ImmutableArray<AccessToken> OwnTokens { get; init; } = [];

    /// <summary>How many requests a second a client may make, and as many at once after a pause; beyond that 429. Default 1000, what a busy client perimeter needs; 0 sets no limit.</summary>
    public int RequestsPerSecondPerClient { get; init; } = 1000;

    /// <summary>Whether anything is there that a token could be checked against.</summary>
    internal bool IsThere => OpenId is not null || File.Exists(TokenFile);
}
