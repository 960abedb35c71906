using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using QkdMec.Protocols.Problems;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Running;
using QkdMec.Silo.Scenarios;
using QkdMec.Tests.Architecture.Leaks;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Wire.Networks;

/// <summary>A whole system over real HTTP and TLS: two sites with SAEs and two relays, so that key has two ways between them.</summary>
public sealed class NetworkSystem : IAsyncLifetime
{
    private const string Scenario = """
        {
          "name": "ring",
          "sites": [
            { "id": "west", "kme": "kme-west", "saes": ["sae-west"] },
            { "id": "east", "kme": "kme-east", "saes": ["sae-east", "sae-spare"] },
            { "id": "north", "kme": "relay-north" },
            { "id": "south", "kme": "relay-south" }
          ],
          "links": [
            { "between": ["kme-west", "relay-north"], "profile": "gigahertz", "kilometres": 5 },
            { "between": ["relay-north", "kme-east"], "profile": "gigahertz", "kilometres": 5 },
            { "between": ["kme-west", "relay-south"], "profile": "gigahertz", "kilometres": 20 },
            { "between": ["relay-south", "kme-east"], "profile": "gigahertz", "kilometres": 20 }
          ]
        }
        """;

    private const int KeysInStock = 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly LogCapture log = new(LogLevel.Information);
    private readonly ILoggerFactory loggers;
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-network-").FullName;
    private readonly ProductAddresses addresses = ProductAddresses.Take();
    private ProductStates? states;
    private DataDirectory? data;
    private RunningSystem? system;

    public NetworkSystem() => loggers = log.CreateFactory();

    /// <summary>Whether this build's grain host can start a silo for another site.</summary>
    internal static bool CanAddKmes => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Embedded{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    public HttpClient Http { get; } = new();

    internal Uri Gateway => addresses.GatewayUri;

    internal string Data => Path.Combine(root, "data");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(root, "ring.json"), Scenario, CancellationToken.None);
        Http.BaseAddress = Gateway;
        states = await ProductStates.StartAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        loggers.Dispose();
        await (states?.DisposeAsync() ?? default);
        Directory.Delete(root, recursive: true);
    }

    /// <summary>Ends the system and starts it again on the same directory.</summary>
    internal async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Sends a request; a body is JSON.</summary>
    internal Task<HttpResponseMessage> SendAsync(string method, string path, string? json = null) => Http.SendAsync(
        new HttpRequestMessage(new HttpMethod(method), "/operator/v1/network" + path)
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        },
        Token);

    /// <summary>Sends a request that must have a status.</summary>
    internal async Task<JsonElement> SendAsync(string method, string path, string? json, HttpStatusCode expected)
    {
        using var response = await SendAsync(method, path, json);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == expected, $"{method} {path} gave {(int)response.StatusCode}: {text}");
        return JsonElement.Parse(text);
    }

    /// <summary>Reads.</summary>
    internal Task<JsonElement> GetAsync(string path) => SendAsync("GET", path, null, HttpStatusCode.OK);

    /// <summary>Sends a request that must be refused, with a problem document.</summary>
    internal async Task<ProblemDetails> RefusedAsync(string method, string path, string? json, int status)
    {
        using var response = await SendAsync(method, path, json);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True((int)response.StatusCode == status, $"{method} {path} {json} gave {(int)response.StatusCode}: {text}");
        Assert.Equal(ProblemDetails.MediaType, response.Content.Headers.ContentType?.MediaType);
        return JsonSerializer.Deserialize(text, ProblemJson.Default.ProblemDetails)!;
    }

    /// <summary>A SAE with the certificate it has now.</summary>
    internal async Task<KmeCaller> SaeAsync(string sae) => new(Data, sae, await AddressOfAsync(sae));

    /// <summary>Where a SAE draws its keys.</summary>
    internal async Task<Uri> AddressOfAsync(string sae)
    {
        var topology = await GetAsync("/topology");
        var kme = topology.GetProperty("kmes").EnumerateArray()
            .Single(kme => kme.GetProperty("saes").EnumerateArray().Any(attached => attached.GetString() == sae));
        return new Uri(kme.GetProperty("keyAddress").GetString()!);
    }

    /// <summary>Looks until it is so.</summary>
    internal static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(until) < Patience, "it did not come to be so");
        }
    }

    /// <summary>Waits until two KMEs have key for a while and a route through, and only through, this relay; null: any route.</summary>
    internal Task UntilRoutedAsync(string? relay) => UntilAsync(async () =>
    {
        var pair = (await GetAsync("/routes")).GetProperty("routes").EnumerateArray().Single();
        var route = pair.GetProperty("route").EnumerateArray().Select(hop => hop.GetString()).ToList();
        return pair.GetProperty("storedBits").GetInt64() >= KeysInStock * 256 && route.Count > 0 && (relay is null || route.Contains(relay));
    });

    private async Task StartAsync()
    {
        var options = new SystemOptions
        {
            DataDirectory = Data,
            Gateway = addresses.GatewayUri,
            Client = addresses.ClientUri,
            KmePort = addresses.FirstKme,
            Storage = states?.Postgres is null ? null : StorageKind.Postgres,
            Postgres = states?.Postgres,
        };
        data = DataDirectory.Open(Data);
        var plan = new SystemPlan(ScenarioLibrary.Load(Path.Combine(root, "ring.json")), options);
        system = await RunningSystem.StartAsync(plan, data, loggers);
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await system.WhenReadyAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Assert.Fail($"not ready after {Patience}: {await (await SendAsync("GET", "/routes")).Content.ReadAsStringAsync(Token)}\n{log.Text}");
        }
    }

    private async Task StopAsync()
    {
        if (system is not null)
        {
            await system.DrainAsync(TimeSpan.FromSeconds(5));
            await system.DisposeAsync();
        }

        data?.Dispose();
    }
}
