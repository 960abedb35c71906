using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace QkdMec.Tests.Wire.Access;

/// <summary>An OpenID provider over real https: its document, its keys, and tokens signed with them.</summary>
internal sealed class FakeOpenIdProvider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Dictionary<string, SecurityKey> keys = [];

    public FakeOpenIdProvider()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate)));
        builder.Services.AddRouting();
        app = builder.Build();
        app.MapGet("/realm/.well-known/openid-configuration", http => AnswerAsync(http, () => Document.ToJsonString()));
        app.MapGet("/realm/keys", http => AnswerAsync(http, KeySet));
    }

    public X509Certificate2 Certificate { get; } = TestCertificates.Make("provider");

    public string Issuer => app.Urls.Single() + "/realm";

    /// <summary>What it says of itself.</summary>
    public JsonObject Document { get; private set; } = [];

    /// <summary>Whether it fails.</summary>
    public bool IsDown { get; set; }

    /// <summary>Answers with this instead of its keys.</summary>
    public string? KeysInstead { get; set; }

    /// <summary>How often its keys were read.</summary>
    public int Readings { get; private set; }

    public async Task StartAsync()
    {
        await app.StartAsync(CancellationToken.None);
        Document = new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = Issuer + "/keys", ["token_endpoint"] = Issuer + "/token" };
        Add("rsa", new RsaSecurityKey(RSA.Create(2048)));
    }

    public void Add(string id, SecurityKey key)
    {
        key.KeyId = id;
        keys[id] = key;
    }

    public void Remove(string id) => keys.Remove(id);

    /// <summary>A token signed by one of its keys.</summary>
    public string Sign(JsonObject claims, string key = "rsa", string algorithm = SecurityAlgorithms.RsaSha256) => Sign(claims, keys[key], algorithm);

    /// <summary>A token signed by any key.</summary>
    public static string Sign(JsonObject claims, SecurityKey key, string algorithm, Dictionary<string, object>? header = null)
    {
        var credentials = new SigningCredentials(key, algorithm);
        return header is null ? new JsonWebTokenHandler().CreateToken(claims.ToJsonString(), credentials) : new JsonWebTokenHandler().CreateToken(claims.ToJsonString(), credentials, header);
    }

    /// <summary>A token whose parts are written by hand.</summary>
    public static string Write(string header, string payload, string signature = "") =>
        $"{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(header))}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(payload))}.{signature}";

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Certificate.Dispose();
    }

    private string KeySet()
    {
        Readings++;
        return KeysInstead ?? new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => (JsonNode)Public(key.Value))]) }.ToJsonString();
    }

    private static JsonObject Public(SecurityKey key)
    {
        var jwk = JsonWebKeyConverter.ConvertFromSecurityKey(key);
        var json = new JsonObject { ["kty"] = jwk.Kty, ["kid"] = key.KeyId, ["use"] = "sig" };
        foreach (var (name, value) in new[] { ("n", jwk.N), ("e", jwk.E), ("crv", jwk.Crv), ("x", jwk.X), ("y", jwk.Y), ("k", jwk.K) })
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }

        return json;
    }

    private Task AnswerAsync(HttpContext http, Func<string> answer)
    {
        http.Response.StatusCode = IsDown ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        http.Response.ContentType = "application/json";
        return IsDown ? Task.CompletedTask : http.Response.WriteAsync(answer(), http.RequestAborted);
    }
}
