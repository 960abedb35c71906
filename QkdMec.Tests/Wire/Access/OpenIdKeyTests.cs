using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using QkdMec.Protocols.Access;

namespace QkdMec.Tests.Wire.Access;

/// <summary>Does the gateway follow its provider's keys, through changes, failures and nonsense?</summary>
public sealed class OpenIdKeyTests : IAsyncLifetime
{
    private readonly OpenIdSystem system = new();

    public async ValueTask InitializeAsync() => await system.StartAsync();

    public ValueTask DisposeAsync() => system.DisposeAsync();

    [Fact]
    public async Task Keys_AreReadOnce_AndAgainForANewKey()
    {
        await TakenAsync();
        await TakenAsync();
        Assert.Equal(1, system.Provider.Readings);

        system.Gateway.Clock.Advance(TimeSpan.FromSeconds(10));
        system.Provider.Add("next", new RsaSecurityKey(RSA.Create(2048)));
        await TakenAsync("next");
        Assert.Equal(2, system.Provider.Readings);
    }

    [Fact]
    public async Task Keys_AreNotReadMoreOftenThanThePauseAllows()
    {
        await TakenAsync();
        var unknown = FakeOpenIdProvider.Sign(system.Claims(), new RsaSecurityKey(RSA.Create(2048)) { KeyId = "unknown" }, SecurityAlgorithms.RsaSha256);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal("The token's key is not one of the provider.", await system.RefusalAsync(unknown));
        }

        Assert.Equal(1, system.Provider.Readings);
        system.Gateway.Clock.Advance(TimeSpan.FromSeconds(10));
        await system.RefusalAsync(unknown);
        await system.RefusalAsync(unknown);
        Assert.Equal(2, system.Provider.Readings);
    }

    [Fact]
    public async Task Keys_ThatAreWithdrawn_EndWithTheNextReading()
    {
        await TakenAsync();
        var old = system.Provider.Sign(system.Claims());
        system.Provider.Add("next", new RsaSecurityKey(RSA.Create(2048)));
        system.Provider.Remove("rsa");
        Assert.Equal(200, await system.StatusAsync(old));
        system.Gateway.Clock.Advance(TimeSpan.FromSeconds(10));
        await TakenAsync("next");
        Assert.Equal("The token's key is not one of the provider.", await system.RefusalAsync(old));
    }

    [Fact]
    public async Task Keys_ServeOnWhileTheProviderIsAway_ForADay()
    {
        await TakenAsync();
        system.Provider.IsDown = true;
        system.Gateway.Clock.Advance(TimeSpan.FromHours(23));
        await TakenAsync();
        await TakenAsync();
        system.Gateway.Clock.Advance(TimeSpan.FromHours(1));
        using var response = await system.Gateway.SendAsync("GET", "/operator/v1/hosts", system.Provider.Sign(system.Claims()));
        Assert.Equal("The provider's keys cannot be read now.", (await AccessSystem.ReadRefusalAsync(response, 503)).Detail);
        Assert.Contains("cannot be read", system.Gateway.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_ThatIsAwayAtFirst_Is503_AndTokensOfTheFileAreTaken()
    {
        system.Provider.IsDown = true;
        using var response = await system.Gateway.SendAsync("GET", "/operator/v1/hosts", system.Provider.Sign(system.Claims()));
        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), response.Headers.RetryAfter?.Delta);
        Assert.Equal(200, await system.StatusAsync(system.Gateway.Add("reader", AccessRoles.OperatorRead)));

        system.Provider.IsDown = false;
        Assert.Equal(503, await system.StatusAsync(system.Provider.Sign(system.Claims())));
        system.Gateway.Clock.Advance(TimeSpan.FromSeconds(10));
        await TakenAsync();
    }

    [Theory]
    [InlineData("issuer", "https://other.example")]
    [InlineData("jwks_uri", "http://127.0.0.1/keys")]
    [InlineData("jwks_uri", null)]
    public async Task Provider_ThatSaysSomethingElse_IsNotBelieved(string member, string? value)
    {
        system.Provider.Document.Remove(member);
        if (value is not null)
        {
            system.Provider.Document[member] = value;
        }

        Assert.Equal(503, await system.StatusAsync(system.Provider.Sign(system.Claims())));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"keys":7}""")]
    public async Task Keys_ThatAreNone_AreNotTaken(string answer)
    {
        system.Provider.KeysInstead = answer;
        Assert.Equal(503, await system.StatusAsync(system.Provider.Sign(system.Claims())));
    }

    [Fact]
    public async Task Keys_LargerThanTheLimit_AreNotRead()
    {
        system.Provider.KeysInstead = $$"""{"keys":[],"filler":"{{new string('x', 256 * 1024)}}"}""";
        Assert.Equal(503, await system.StatusAsync(system.Provider.Sign(system.Claims())));
    }

    [Fact]
    public async Task Keys_ThatAreTooWeakOrForEncryption_AreNotTaken()
    {
        system.Provider.Add("weak", new RsaSecurityKey(RSA.Create(1024)));
        var claims = system.Claims();
        await TakenAsync();
        var token = FakeOpenIdProvider.Write("""{"alg":"RS256","kid":"weak"}""", claims.ToJsonString(), "AAAA");
        Assert.Equal("The token's key is not one of the provider.", await system.RefusalAsync(token));
    }

    private async Task TakenAsync(string key = "rsa") => Assert.Equal(200, await system.StatusAsync(system.Provider.Sign(system.Claims(), key)));
}
