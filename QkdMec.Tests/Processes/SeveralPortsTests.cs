using System.Net;
using System.Text.Json;
using QkdMec.Silo.Scenarios;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Processes;

/// <summary>A KME with several ports: a key issued through one is fetched through any other, over TLS, once.</summary>
[Collection(ProcessGroup.Name)]
public sealed class SeveralPortsTests : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-ports-").FullName;
    private readonly ProductAddresses addresses = ProductAddresses.Take();
    private readonly KeyLedger ledger = new();
    private ProductStates? states;

    private string Data => Path.Combine(root, "data");

    public async ValueTask InitializeAsync() => states = await ProductStates.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        await (states?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task Keys_AreIssuedAndFetchedThroughAnyPort_EachOnce()
    {
        var (hospitalPorts, edgePorts) = (FreePorts.Take(2), FreePorts.Take(2));
        var scenario = await WriteScenarioAsync(hospitalPorts, edgePorts);
        await using var product = ProductProcess.Begin(["--data", Data, "--scenario", scenario, .. addresses.Arguments], states);
        await product.WhenReadyAsync();
        using var hospital = new Ports("sae-hospital", Data, addresses.HospitalKme, hospitalPorts);
        using var edge = new Ports("sae-edge-1", Data, addresses.EdgeKme, edgePorts);

        await CrossAsync(hospital, edge);
        await CrossAsync(edge, hospital);
        Assert.Contains(product.Output, line => line.Contains($"https://127.0.0.1:{edgePorts[1]}/", StringComparison.Ordinal));
    }

    /// <summary>Draws through each port of one and fetches through each of the other, and once more through the next one after the window.</summary>
    private async Task CrossAsync(Ports master, Ports slave)
    {
        for (var from = 0; from < master.Callers.Count; from++)
        {
            var keys = await master.Callers[from].DrawAsync(slave.Sae, slave.Callers.Count);
            ledger.Add(keys);
            for (var to = 0; to < slave.Callers.Count; to++)
            {
                Assert.Equal(keys[to].Bytes, (await slave.Callers[to].FetchAsync(master.Sae, keys[to].Id)).Bytes);
                Assert.Equal(keys[to].Bytes, (await slave.Callers[(to + 1) % slave.Callers.Count].FetchAsync(master.Sae, keys[to].Id)).Bytes);
                Assert.NotEqual(HttpStatusCode.OK, await master.Callers[from].TryFetchAsync(slave.Sae, keys[to].Id));
            }
        }
    }

    private async Task<string> WriteScenarioAsync(int[] hospitalPorts, int[] edgePorts)
    {
        var hospital = ScenarioLibrary.Load("hospital");
        var scenario = hospital with
        {
            Name = "ports",
            Sites = [.. hospital.Sites.Select(site => site with { MorePorts = site.Id == "hospital" ? hospitalPorts : site.Id == "edge" ? edgePorts : [] })],
        };
        var path = Path.Combine(root, "ports.json");
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(scenario, ScenarioJson.Options), TestContext.Current.CancellationToken);
        return path;
    }

    /// <summary>A SAE at every port of its KME.</summary>
    private sealed class Ports(string sae, string data, Uri kme, int[] more) : IDisposable
    {
        public string Sae => sae;

        public IReadOnlyList<KmeCaller> Callers { get; } =
            [new KmeCaller(data, sae, kme), .. more.Select(port => new KmeCaller(data, sae, new Uri($"https://127.0.0.1:{port}")))];

        public void Dispose()
        {
            foreach (var caller in Callers)
            {
                caller.Dispose();
            }
        }
    }
}
