using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Client.ReverseProxies;
using QkdMec.Client.Saes;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Wire.Client;

/// <summary>A client perimeter, a gateway and the grains of one MEC host, over real HTTP; what crosses between the two is kept.</summary>
internal sealed class PerimeterSystem : IAsyncDisposable
{
    private readonly PlacedGrains placement;

    public PerimeterSystem(EdgeHostParts? parts = null, AccessOptions? access = null)
    {
        Edge = parts ?? new EdgeHostParts();
        Host = new EdgeHostFixture(Edge);
        (var grains, placement) = PlacedGrains.Create(Host.Grains);
        Gateway = GatewayApplication.Build(
            new GatewayOptions { Address = new Uri("http://127.0.0.1:0"), PublicBaseAddress = Tap.Address, Access = access ?? new AccessOptions() }, grains, services => services.AddSingleton<TimeProvider>(Edge.Clock));
    }

    public EdgeHostParts Edge { get; }

    public EdgeHostFixture Host { get; }

    public WebApplication Gateway { get; }

    public WireTap Tap { get; } = new();

    public WebApplication Perimeter { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public PlacedGrains Placement => placement;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task StartAsync(Func<ClientPerimeterOptions, ClientPerimeterOptions>? change = null)
    {
        await Gateway.StartAsync(Token);
        Tap.Target = new Uri(Gateway.Urls.Single());
        await StartPerimeterAsync(change);
    }

    public async Task StartPerimeterAsync(Func<ClientPerimeterOptions, ClientPerimeterOptions>? change = null)
    {
        var options = new ClientPerimeterOptions
        {
            Address = new Uri("http://127.0.0.1:0"), Gateway = Tap.Address, DeviceAppId = "hospital-gateway",
            EdgePatience = TimeSpan.Zero,
            Sae = new SaeOptions { Sae = "sae-hospital", Keys = Edge.Keys.Of("sae-hospital") },
        };
        Perimeter = ClientPerimeter.Build(change?.Invoke(options) ?? options, services => services.AddLogging().AddSingleton<TimeProvider>(Edge.Clock));
        await Perimeter.StartAsync(Token);
        Client = new HttpClient { BaseAddress = new Uri(Perimeter.Urls.Single()) };
    }

    public Task<HttpResponseMessage> PostAsync(string app, string json, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/" + app) { Content = new StringContent(json, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        change?.Invoke(request);
        return Client.SendAsync(request, Token);
    }

    /// <summary>The result of a request that must succeed.</summary>
    public async Task<string> AskAsync(string app, string json, string? client = null)
    {
        using var response = await PostAsync(app, json, request => request.Headers.Add("Client-Id", client ?? "default"));
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }

    /// <summary>A policy that draws a new key for every request after the first.</summary>
    public static ClientPerimeterOptions RekeyEagerly(ClientPerimeterOptions options) => options with
    {
        Sae = options.Sae with { Policy = new KeyPolicy { Refresh = new KeyLimits(TimeSpan.FromDays(1), 1, long.MaxValue) } },
    };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Perimeter.StopAsync(Token);
        await Perimeter.DisposeAsync();
        await Tap.DisposeAsync();
        await Gateway.StopAsync(Token);
        await Gateway.DisposeAsync();
        await Host.DisposeAsync();
    }
}
