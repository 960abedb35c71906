using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Protocols.Problems;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>The gateway over real HTTP, with the MEC system behind it.</summary>
public sealed class MecGateway : IAsyncLifetime
{
    private TestSilos silos = null!;
    private WebApplication app = null!;

    internal MecTestSystem System { get; init; } = new();

    internal Func<GatewayOptions, GatewayOptions> Change { get; init; } = options => options;

    internal Action<IServiceCollection>? More { get; init; }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>Where it listens, its own address first.</summary>
    public IReadOnlyList<Uri> Addresses => [.. app.Urls.Select(url => new Uri(url))];

    public IGrainFactory Grains => silos.Grains;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        silos = await TestSilos.StartAsync(MecTestSystem.Types, System.Silos(new SeededEntropy(1), new CountedIds()));
        await Grains.GetGrain<IAppCatalogGrain>(MecOptions.System).OnboardAsync(MecTestSystem.Echo, CancellationToken.None);
        var options = new GatewayOptions { Address = new Uri("http://127.0.0.1:0"), OtherListeners = [new Uri("http://127.0.0.1:8081")] };
        app = GatewayApplication.Build(Change(options), Grains, More);
        await app.StartAsync(CancellationToken.None);
        Client.BaseAddress = new Uri(app.Urls.First());
        await WarmUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        await silos.DisposeAsync();
    }

    public Task StopAsync() => app.StopAsync(CancellationToken.None);

    public Task EndAsync(string silo) => silos.EndAsync(silo);

    public Task StartAsync(string silo) => silos.StartAsync(silo);

    /// <summary>Asks until the document of a resource is as it should be; null when there is none. Each answer takes its turn of the grains, so this gives way.</summary>
    public async Task WaitForAsync(string path, Func<JsonElement?, bool> isThere)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var response = await SendAsync("GET", path);
            var text = await response.Content.ReadAsStringAsync(Token);
            if (isThere(response.StatusCode == HttpStatusCode.NotFound ? null : JsonElement.Parse(text)))
            {
                return;
            }

            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"{path} stayed {text}");
        }
    }

    /// <summary>Sends a JSON text, or nothing.</summary>
    public Task<HttpResponseMessage> SendAsync(string method, string path, string? json = null) => Client.SendAsync(
        new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        },
        Token);

    /// <summary>Sends and demands success.</summary>
    public async Task<JsonElement> SendAsync(string method, string path, string? json, HttpStatusCode expected)
    {
        using var response = await SendAsync(method, path, json);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == expected, $"{method} {path} gave {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    /// <summary>Sends and demands a problem document of that status.</summary>
    public async Task<ProblemDetails> RefusedAsync(string method, string path, string? json, int status)
    {
        using var response = await SendAsync(method, path, json);
        return await ReadProblemAsync(response, status, $"{method} {path} {json}");
    }

    public static async Task<ProblemDetails> ReadProblemAsync(HttpResponseMessage response, int status, string what)
    {
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True((int)response.StatusCode == status, $"{what} gave {(int)response.StatusCode}: {text}");
        Assert.Equal(ProblemDetails.MediaType, response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize(text, ProblemJson.Default.ProblemDetails)!;
        Assert.Equal(status, problem.Status);
        Assert.NotNull(problem.Title);
        return problem;
    }

    // A grain's first call is slow on a busy machine; requests have seconds.
    private async Task WarmUpAsync()
    {
        await Grains.GetGrain<IOrchestratorGrain>(MecOptions.System).ListHostsAsync(CancellationToken.None);
        await Grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetStatusAsync(CancellationToken.None);
    }
}
