using System.Text.Json.Nodes;
using QkdMec.Gateway.Access;
using QkdMec.Protocols.Access;

namespace QkdMec.Tests.Wire.Access;

/// <summary>A gateway that takes the tokens of a provider.</summary>
internal sealed class OpenIdSystem : IAsyncDisposable
{
    public const string Audience = "https://edge.example/mec";

    public FakeOpenIdProvider Provider { get; } = new();

    public AccessSystem Gateway { get; private set; } = null!;

    public DateTimeOffset Now => Gateway.Clock.GetUtcNow();

    public async Task StartAsync(Func<OpenIdOptions, OpenIdOptions>? change = null)
    {
        await Provider.StartAsync();
        var options = new OpenIdOptions
        {
            // However busy the machine is.
            Issuer = Provider.Issuer, Audience = Audience, Authorities = [Provider.Certificate], AnswerWithin = TimeSpan.FromMinutes(1),
        };
        Gateway = new AccessSystem(access => access with { OpenId = change?.Invoke(options) ?? options });
        await Gateway.StartAsync();
    }

    /// <summary>Claims that are good for five minutes; further ones replace them, null takes one away.</summary>
    public JsonObject Claims(params (string Name, JsonNode? Value)[] others)
    {
        var claims = new JsonObject
        {
            ["iss"] = Provider.Issuer, ["aud"] = Audience, ["sub"] = "f81d4fae", ["iat"] = Now.ToUnixTimeSeconds(), ["nbf"] = Now.ToUnixTimeSeconds(),
            ["exp"] = Now.AddMinutes(5).ToUnixTimeSeconds(), ["roles"] = new JsonArray(AccessRoles.OperatorRead),
        };
        foreach (var (name, value) in others)
        {
            claims.Remove(name);
            if (value is not null)
            {
                claims[name] = value;
            }
        }

        return claims;
    }

    /// <summary>The status that a reading operator with this token gets.</summary>
    public Task<int> StatusAsync(string token) => Gateway.StatusAsync("GET", "/operator/v1/hosts", token);

    /// <summary>Why a token is refused.</summary>
    public async Task<string> RefusalAsync(string token) => (await Gateway.RefusedAsync("/operator/v1/hosts", token, 401)).Detail;

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
