using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using QkdMec.Protocols.Access;
using QkdMec.Tests.Hosts.Mec;

namespace QkdMec.Tests.Wire.Access;

/// <summary>Is a provider's token taken when everything about it is right, and refused when one thing is wrong?</summary>
public sealed class OpenIdTokenTests : IAsyncLifetime
{
    private readonly OpenIdSystem system = new();

    public async ValueTask InitializeAsync() => await system.StartAsync();

    public ValueTask DisposeAsync() => system.DisposeAsync();

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha256)]
    [InlineData(SecurityAlgorithms.RsaSsaPssSha256)]
    [InlineData(SecurityAlgorithms.EcdsaSha256)]
    [InlineData(SecurityAlgorithms.EcdsaSha384)]
    public async Task Token_SignedAsAllowed_IsTaken(string algorithm)
    {
        system.Provider.Add("ES256", new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)));
        system.Provider.Add("ES384", new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP384)));
        Assert.Equal(200, await system.StatusAsync(system.Provider.Sign(system.Claims(), algorithm.StartsWith("ES", StringComparison.Ordinal) ? algorithm : "rsa", algorithm)));
    }

    [Fact]
    public async Task Token_OfOthers_IsRefused()
    {
        Assert.Equal("The token is of another issuer.", await RefusalAsync("iss", system.Provider.Issuer + "/"));
        Assert.Equal("The token is for another audience.", await RefusalAsync("aud", OpenIdSystem.Audience + "/"));
        Assert.Equal("The token is for another audience.", await RefusalAsync("aud", null));
        Assert.Equal("The token has no subject that could name a client.", await RefusalAsync("sub", null));
        Assert.Equal("The token has no subject that could name a client.", await RefusalAsync("sub", "two\nlines"));
        Assert.Equal(200, await system.StatusAsync(system.Provider.Sign(system.Claims(("aud", new JsonArray("others", OpenIdSystem.Audience))))));
    }

    [Fact]
    public async Task Token_IsGoodInItsTimeOnly()
    {
        const string Untimely = "The token has expired, or is not good yet.";
        var second = system.Now.ToUnixTimeSeconds();
        Assert.Equal(Untimely, await RefusalAsync("exp", null));
        Assert.Equal(Untimely, await RefusalAsync("exp", second - 30));
        Assert.Equal(200, await system.StatusAsync(system.Provider.Sign(system.Claims(("nbf", null), ("exp", second - 29)))));
        Assert.Equal(Untimely, await RefusalAsync("nbf", second + 31));
        Assert.Equal(200, await system.StatusAsync(system.Provider.Sign(system.Claims(("nbf", second + 30)))));
        Assert.Equal("The token was issued in the future.", await RefusalAsync("iat", second + 31));

        var token = system.Provider.Sign(system.Claims());
        system.Gateway.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(Untimely, await system.RefusalAsync(token));
    }

    [Fact]
    public async Task Token_WithoutASignature_IsRefused()
    {
        var claims = system.Claims().ToJsonString();
        Assert.Equal("The token is signed in a way that is not allowed.", await system.RefusalAsync(FakeOpenIdProvider.Write("""{"alg":"none","kid":"rsa"}""", claims)));
        Assert.Equal("The token is no signed JSON Web Token that names its key.", await system.RefusalAsync(FakeOpenIdProvider.Write("""{"alg":"none"}""", claims)));
        Assert.Equal("The token's signature is wrong.", await system.RefusalAsync(FakeOpenIdProvider.Write("""{"alg":"RS256","kid":"rsa"}""", claims, "AAAA")));
        var good = system.Provider.Sign(system.Claims());
        Assert.Equal(401, await system.StatusAsync(good[..(good.LastIndexOf('.') + 1)]));
    }

    [Fact]
    public async Task Token_SignedWithWhatEverybodyKnows_IsRefused()
    {
        var secret = new SymmetricSecurityKey(new byte[32]) { KeyId = "shared" };
        system.Provider.Add("shared", secret);
        Assert.Equal("The token is signed in a way that is not allowed.", await system.RefusalAsync(system.Provider.Sign(system.Claims(), "shared", SecurityAlgorithms.HmacSha256)));
        var named = FakeOpenIdProvider.Write("""{"alg":"RS256","kid":"shared"}""", system.Claims().ToJsonString(), "AAAA");
        Assert.Equal("The token's key is not one of the provider.", await system.RefusalAsync(named));
    }

    [Fact]
    public async Task Token_SignedByAnotherKeyOfThatName_IsRefused()
    {
        using var foreign = RSA.Create(2048);
        var key = new RsaSecurityKey(foreign) { KeyId = "rsa" };
        Assert.Equal("The token's signature is wrong.", await system.RefusalAsync(FakeOpenIdProvider.Sign(system.Claims(), key, SecurityAlgorithms.RsaSha256)));
        Assert.Equal("The token is signed in a way that is not allowed.", await system.RefusalAsync(FakeOpenIdProvider.Sign(system.Claims(), key, SecurityAlgorithms.RsaSha512)));
    }

    [Theory]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa","crit":["b64"],"b64":false}""")]
    [InlineData("not json")]
    [InlineData("[]")]
    public async Task Token_WithAnotherHeader_IsRefused(string header) =>
        Assert.Equal("The token is no signed JSON Web Token that names its key.", await system.RefusalAsync(FakeOpenIdProvider.Write(header, system.Claims().ToJsonString(), "AAAA")));

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("e30.e30.")]
    public async Task Token_OfNonsense_IsRefused(string token) => Assert.Equal(401, await system.StatusAsync(token));

    [Fact]
    public async Task Roles_ComeFromTheirClaim()
    {
        Assert.Equal(403, await StatusWithRolesAsync(null));
        Assert.Equal(403, await StatusWithRolesAsync(new JsonArray("admin", 7)));
        Assert.Equal(403, await StatusWithRolesAsync(7));
        Assert.Equal(403, await StatusWithRolesAsync(AccessRoles.Device));
        Assert.Equal(200, await StatusWithRolesAsync($"email {AccessRoles.OperatorRead}"));
        Assert.Equal(200, await StatusWithRolesAsync(new JsonArray("admin", AccessRoles.OperatorChange)));
    }

    [Fact]
    public async Task Contexts_OfProvidedAndWrittenClientsOfOneName_AreApart()
    {
        var provided = system.Provider.Sign(system.Claims(("sub", "hospital"), ("roles", AccessRoles.Device)));
        var id = await system.Gateway.CreateContextAsync(provided);
        var written = system.Gateway.Add("hospital", AccessRoles.Device);
        Assert.Equal(404, await system.Gateway.StatusAsync("DELETE", $"/dev_app/v1/app_contexts/{id}", written));
        Assert.Equal(204, await system.Gateway.StatusAsync("PUT", $"/dev_app/v1/app_contexts/{id}", provided, Mx2Bodies.SmallContext().ToJsonString()));
    }

    private Task<string> RefusalAsync(string claim, JsonNode? value) => system.RefusalAsync(system.Provider.Sign(system.Claims((claim, value))));

    private Task<int> StatusWithRolesAsync(JsonNode? roles) => system.StatusAsync(system.Provider.Sign(system.Claims(("roles", roles))));
}
