using QkdMec.Protocols.Access;

namespace QkdMec.Tests.Wire.Access;

/// <summary>Are the tokens of the file taken as RFC 6750 says, from when they are written until they expire or are crossed out?</summary>
public sealed class StaticTokenTests : IAsyncLifetime
{
    private const string AnyRole = "/openapi/mx2.json";

    private readonly AccessSystem system = new();

    public async ValueTask InitializeAsync() => await system.StartAsync();

    public ValueTask DisposeAsync() => system.DisposeAsync();

    [Fact]
    public async Task Request_OnLoopbackWithoutTokens_NeedsNone()
    {
        Assert.Equal(200, await system.StatusAsync("GET", AnyRole, null));
        Assert.Equal(200, await system.StatusAsync("GET", AnyRole, "nonsense"));
        Assert.Equal(200, await system.StatusAsync("GET", "/operator/v1/hosts", null));
    }

    [Fact]
    public async Task Request_WithoutAToken_Is401WithAChallengeAndNoError()
    {
        system.Add("reader", AccessRoles.OperatorRead);
        var refusal = await system.RefusedAsync(AnyRole, null, 401);
        Assert.Equal("Bearer realm=\"qkdmec\"", refusal.Challenge);
        Assert.Equal(200, await system.StatusAsync("GET", "/healthz", null));
    }

    [Fact]
    public async Task Request_WithAnUnknownToken_IsInvalid()
    {
        var good = system.Add("reader", AccessRoles.OperatorRead);
        var (detail, challenge) = await system.RefusedAsync(AnyRole, AccessTokenText.New(), 401);
        Assert.Equal("The token is not known.", detail);
        Assert.Equal("Bearer realm=\"qkdmec\", error=\"invalid_token\", error_description=\"The token is not known.\"", challenge);
        Assert.Equal(401, await system.StatusAsync("GET", AnyRole, good[..^1]));
        Assert.Equal(200, await system.StatusAsync("GET", AnyRole, good));
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer one two")]
    [InlineData("Bearer t\u007fken")]
    [InlineData("Bearer \"quoted\"")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer one", "Bearer two")]
    public async Task Request_WithAMalformedField_Is400(params string[] fields)
    {
        system.Add("reader", AccessRoles.OperatorRead);
        using var response = await system.SendRawAsync(AnyRole, fields);
        Assert.Contains("error=\"invalid_request\"", (await AccessSystem.ReadRefusalAsync(response, 400)).Challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithATokenElsewhere_IsNotTaken()
    {
        var token = system.Add("reader", AccessRoles.OperatorRead);
        Assert.Equal(401, await system.StatusAsync("GET", $"{AnyRole}?access_token={token}", null));
        using var lower = await system.SendRawAsync(AnyRole, $"bearer {token}");
        Assert.Equal(200, (int)lower.StatusCode);
    }

    [Fact]
    public async Task Token_IsGoodUntilItExpires()
    {
        var token = system.Add(new AccessToken { Client = "c", Sha256 = "", Roles = [AccessRoles.Metrics], ExpiresAt = system.Clock.GetUtcNow().AddMinutes(1) });
        Assert.Equal(200, await system.StatusAsync("GET", AnyRole, token));
        system.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("The token has expired.", (await system.RefusedAsync(AnyRole, token, 401)).Detail);
    }

    [Fact]
    public async Task File_IsTakenUpWhileTheGatewayRuns()
    {
        var first = system.Add("one", AccessRoles.Device);
        Assert.Equal(200, await system.StatusAsync("GET", AnyRole, first));
        var second = system.Add("two", AccessRoles.Device);
        Assert.Equal(200, await system.StatusAsync("GET", AnyRole, second));
        system.Remove("one");
        Assert.Equal((401, 200), (await system.StatusAsync("GET", AnyRole, first), await system.StatusAsync("GET", AnyRole, second)));
    }

    [Fact]
    public async Task File_ThatIsBrokenLater_LeavesTheTokensOfBefore()
    {
        var token = system.Add("one", AccessRoles.Device);
        Assert.Equal(200, await system.StatusAsync("GET", AnyRole, token));
        await File.WriteAllTextAsync(system.TokenFile, "{", TestContext.Current.CancellationToken);
        system.Look();
        Assert.Equal((200, 401), (await system.StatusAsync("GET", AnyRole, token), await system.StatusAsync("GET", AnyRole, null)));
        Assert.Contains("the tokens of before stay good", system.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsRemovedLater_LeavesTheGatewayClosed()
    {
        var token = system.Add("one", AccessRoles.Device);
        Assert.Equal(401, await system.StatusAsync("GET", AnyRole, null));
        File.Delete(system.TokenFile);
        system.Look();
        Assert.Equal((401, 401), (await system.StatusAsync("GET", AnyRole, token), await system.StatusAsync("GET", AnyRole, null)));
    }

    [Fact]
    public async Task Tokens_AreNeverLogged()
    {
        var token = system.Add("one", AccessRoles.Device);
        await system.StatusAsync("GET", AnyRole, token);
        await system.StatusAsync("DELETE", "/operator/v1/apps/echo-1", token);
        Assert.DoesNotContain(token, system.Log.Text, StringComparison.Ordinal);
    }
}
