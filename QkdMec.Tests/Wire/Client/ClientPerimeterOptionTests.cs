using System.Net;
using System.Net.Http.Headers;
using System.Text;
using QkdMec.Client.ReverseProxies;

namespace QkdMec.Tests.Wire.Client;

/// <summary>Perimeters that are configured otherwise, stopped and started again.</summary>
public sealed class ClientPerimeterOptionTests : IAsyncDisposable
{
    private readonly PerimeterSystem system = new();
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-client").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await system.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Stop_WhenContextsAreOpen_TearsThemDown()
    {
        await system.StartAsync(Remember);
        await system.AskAsync("echo", "{}");
        await system.Perimeter.StopAsync(Token);
        Assert.Empty(system.Placement.Contexts);
        Assert.Equal("[]", await File.ReadAllTextAsync(Path.Combine(directory, "client-contexts.json"), Token));
    }

    [Fact]
    public async Task Start_WhenAFormerProcessCrashed_GoesOnWithItsContexts()
    {
        await system.StartAsync(Remember);
        await system.AskAsync("echo", "{}");
        var remembered = await File.ReadAllBytesAsync(Path.Combine(directory, "client-contexts.json"), Token);
        var crashed = system.Perimeter;
        await system.StartPerimeterAsync(options => Remember(options));
        Assert.Equal("""{"a":1}""", await system.AskAsync("echo", """{"a":1}"""));
        Assert.Equal(1, system.Placement.Created);
        Assert.All(system.Edge.Keys.Drawn, key => Assert.True(remembered.AsSpan().IndexOf(key) < 0));
        await crashed.DisposeAsync();
    }

    [Fact]
    public async Task Start_WhenTheFileIsBroken_SetsItAside()
    {
        await File.WriteAllTextAsync(Path.Combine(directory, "client-contexts.json"), "{", Token);
        await system.StartAsync(Remember);
        Assert.Equal("{}", await system.AskAsync("echo", "{}"));
        Assert.True(File.Exists(Path.Combine(directory, "client-contexts.json.broken")));
    }

    [Fact]
    public async Task Post_WhenEveryRequestRekeys_LosesNone()
    {
        await system.StartAsync(PerimeterSystem.RekeyEagerly);
        for (var round = 0; round < 5; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => system.AskAsync("echo", $"{number}")));
            Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{number}"), answers);
        }

        Assert.Equal(100, system.Edge.Functions.Runs);
        Assert.True(system.Edge.Keys.Drawn.Count > 1);
    }

    [Fact]
    public async Task Post_WhenTheAppIsIdempotentAndTheAnswerIsLost_IsRepeatedWithoutRunningAgain()
    {
        await system.StartAsync(options => options with { IdempotentApps = new HashSet<string> { "echo" } });
        await system.AskAsync("echo", "{}");
        system.Tap.CutAnswersWith = "application/jose";
        using var broken = await system.PostAsync("echo", """{"a":1}""");
        Assert.Equal(HttpStatusCode.BadGateway, broken.StatusCode);
        Assert.Equal(2, system.Edge.Functions.Runs);
    }

    [Fact]
    public async Task Post_WhenClientsHavePasswords_NeedsThem()
    {
        await system.StartAsync(options => options with { Clients = new Dictionary<string, string> { ["ward-1"] = "correct horse" } });
        foreach (var (user, password, expected) in new[] { ("ward-1", "correct horse", 200), ("ward-1", "wrong", 401), ("ward-2", "correct horse", 401), ("", "", 401) })
        {
            using var response = await system.PostAsync("echo", "{}", request => request.Headers.Authorization =
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))));
            Assert.Equal(expected, (int)response.StatusCode);
        }

        using var anonymous = await system.PostAsync("echo", "{}", request => request.Headers.Add("Client-Id", "ward-1"));
        Assert.Equal(401, (int)anonymous.StatusCode);
        Assert.Equal("Basic", anonymous.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Post_WhenThereIsNoRoom_Is503()
    {
        await system.StartAsync(options => options with { MaxContexts = 1 });
        await system.AskAsync("echo", "{}");
        using var full = await system.PostAsync("other", "{}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, full.StatusCode);
        Assert.Contains("too-many-contexts", await full.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Post_WhenTheEdgeIsDown_Is502()
    {
        await system.StartAsync();
        await system.Gateway.StopAsync(Token);
        await system.Tap.DisposeAsync();
        using var response = await system.PostAsync("echo", "{}");
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains("edge-unreachable", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task FindFaults_OfAnAddressForOthers_IsOneWhateverTheClients()
    {
        await system.StartAsync();
        var options = new ClientPerimeterOptions
        {
            Address = new Uri("http://0.0.0.0:8081"), DeviceAppId = "x", Clients = new Dictionary<string, string> { ["ward-1"] = "correct horse" },
            Sae = new QkdMec.Client.Saes.SaeOptions { Sae = "s", Keys = system.Edge.Keys.Of("s") },
        };
        Assert.Equal("The reverse proxy's address http://0.0.0.0:8081/ is not a loopback address, and what crosses it is clear: use 127.0.0.1.", Assert.Single(options.FindFaults()));
    }

    [Theory]
    [InlineData("http://0.0.0.0:8081", "http://127.0.0.1:8080")]
    [InlineData("https://127.0.0.1:8081", "http://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:8081", "ftp://127.0.0.1")]
    public async Task Build_WhenOptionsHaveFaults_SaysWhich(string address, string gateway)
    {
        await system.StartAsync();
        Assert.Throws<ArgumentException>(() => ClientPerimeter.Build(new ClientPerimeterOptions
        {
            Address = new Uri(address), Gateway = new Uri(gateway), DeviceAppId = "x",
            Sae = new QkdMec.Client.Saes.SaeOptions { Sae = "s", Keys = system.Edge.Keys.Of("s") },
        }));
    }

    private ClientPerimeterOptions Remember(ClientPerimeterOptions options) => options with { DataDirectory = directory };
}
