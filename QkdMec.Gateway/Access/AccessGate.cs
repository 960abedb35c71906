using QkdMec.Gateway.Hosting;

namespace QkdMec.Gateway.Access;

/// <summary>Whether requests need a token, and what one is worth.</summary>
internal sealed class AccessGate(GatewayOptions options, StaticTokens written, OpenIdTokens? provided = null)
{
    /// <summary>Whether requests need a token: always where others reach the gateway, on loopback once there is something to check them against.</summary>
    public bool IsClosed => options.IsExposed || options.Access.OpenId is not null || written.WereWritten;

    /// <summary>What a token is worth.</summary>
    public ValueTask<TokenVerdict> CheckAsync(string token) =>
        provided is not null && OpenIdTokens.IsOne(token) ? provided.CheckAsync(token) : ValueTask.FromResult(written.Check(token));
}
