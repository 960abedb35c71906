using System.Net;
using QkdMec.Client.Access;
using QkdMec.Client.ReverseProxies;
using QkdMec.Client.Saes;
using QkdMec.Gateway.Access;
using QkdMec.Protocols.Access;
using QkdMec.Protocols.Files;
using QkdMec.Tests.Wire.Client;

namespace QkdMec.Tests.Wire.Access;

/// <summary>Does a client perimeter show its token, and say clearly when it is not taken?</summary>
public sealed class PerimeterTokenTests : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-perimeter-token-").FullName;
    private readonly string token = AccessTokenText.New();
    private readonly PerimeterSystem system;

    public PerimeterTokenTests()
    {
        var file = Path.Combine(directory, AccessTokenFile.Name);
        Write("device");
        system = new PerimeterSystem(access: new AccessOptions { TokenFile = file });
    }

    private string FileOfToken => Path.Combine(directory, "token");

    public async ValueTask DisposeAsync()
    {
        await system.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Perimeter_WithAToken_CallsFunctions()
    {
        await system.StartAsync(options => options with { Token = TokenSource.Of(token) });
        Assert.Equal("""{"a":1}""", await system.AskAsync("echo", """{"a":1}"""));
    }

    [Fact]
    public async Task Perimeter_WithoutAToken_SaysThatTheEdgeRefusesIt()
    {
        await system.StartAsync();
        await AssertRefusedAsync();
        Assert.Empty(system.Placement.Contexts);
    }

    [Fact]
    public async Task Perimeter_WhoseTokenIsWithdrawn_SaysSo_AndGoesOnWithANewOne()
    {
        PrivateFile.Replace(FileOfToken, System.Text.Encoding.ASCII.GetBytes(token + "\n"));
        await system.StartAsync(options => options with { Token = TokenSource.OfFile(FileOfToken, system.Edge.Clock, fault => Assert.Fail(fault.Message)) });
        await system.AskAsync("echo", "{}");

        var next = AccessTokenText.New();
        Write("device", next);
        system.Edge.Clock.Advance(TimeSpan.FromSeconds(2));
        await AssertRefusedAsync();

        PrivateFile.Replace(FileOfToken, System.Text.Encoding.ASCII.GetBytes(next));
        system.Edge.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("{}", await system.AskAsync("echo", "{}"));
        Assert.Equal(1, system.Placement.Created);
    }

    [Fact]
    public async Task Perimeter_WithTheWrongRole_SaysThatTheEdgeRefusesIt()
    {
        Write(AccessRoles.Metrics);
        await system.StartAsync(options => options with { Token = TokenSource.Of(token) });
        await AssertRefusedAsync();
    }

    [Fact]
    public async Task Token_IsNeverSentInTheClear()
    {
        await system.StartAsync();
        var options = new ClientPerimeterOptions
        {
            Gateway = new Uri("http://10.0.0.1:8080"), Token = TokenSource.Of(token), DeviceAppId = "x",
            Sae = new SaeOptions { Sae = "s", Keys = system.Edge.Keys.Of("s") },
        };
        Assert.Contains("must be https, or the token would cross the network in the clear", Assert.Single(options.FindFaults()), StringComparison.Ordinal);

        using var clear = new HttpRequestMessage(HttpMethod.Get, "http://10.0.0.1/");
        using var secure = new HttpRequestMessage(HttpMethod.Get, "https://10.0.0.1/");
        TokenSource.Of(token).Authorise(clear);
        TokenSource.Of(token).Authorise(secure);
        Assert.Equal((null, token), (clear.Headers.Authorization, secure.Headers.Authorization?.Parameter));
    }

    [Theory]
    [InlineData("", false, "holds no token")]
    [InlineData("two words", false, "holds no token")]
    [InlineData("token", true, "others can read or write it")]
    public async Task TokenFile_ThatCannotBeUsed_SaysSo(string text, bool isOpenToOthers, string reason)
    {
        await system.StartAsync();
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are Unix's");
            return;
        }

        PrivateFile.Replace(FileOfToken, System.Text.Encoding.ASCII.GetBytes(text));
        File.SetUnixFileMode(FileOfToken, UnixFileMode.UserRead | (isOpenToOthers ? UnixFileMode.OtherRead : UnixFileMode.None));
        var fault = Assert.Throws<InvalidDataException>(() => TokenSource.OfFile(FileOfToken, system.Edge.Clock, _ => { }));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync()
    {
        using var response = await system.PostAsync("echo", "{}");
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("refuse", text, StringComparison.Ordinal);
        Assert.Contains("the function did not run", text, StringComparison.Ordinal);
    }

    private void Write(string role, string? other = null)
    {
        var entry = new AccessToken { Client = "hospital", Sha256 = AccessTokenText.HashOf(other ?? token), Roles = [role] };
        AccessTokenFile.Change(Path.Combine(directory, AccessTokenFile.Name), list => list with { Tokens = [entry] });
    }
}
