using System.Net;
using System.Text;
using System.Text.Json;
using QkdMec.Silo.Scenarios;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Hosting.Orleans.Workers.Grpc;

/// <summary>The real product whose MEC host has its functions run by workers: processes with addresses of their own.</summary>
[Collection(ProcessGroup.Name)]
public sealed class WorkerProcessTests : IAsyncLifetime
{
    private const string CardioArguments =
        """{"age_years":54,"sex":"male","height_cm":172,"weight_kg":81,"systolic_mmhg":138,"diastolic_mmhg":88,"cholesterol":"above_normal","glucose":"normal","smoker":false,"alcohol":false,"physically_active":true}""";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-workers-").FullName;
    private readonly ProductAddresses addresses = ProductAddresses.Take();
    private readonly int port = FreePorts.Take();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly List<ProductProcess> workers = [];
    private ProductProcess product = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(root, "data");

    public async ValueTask InitializeAsync()
    {
        product = ProductProcess.Begin(["--data", Data, "--scenario", await WriteScenarioAsync(), .. addresses.Arguments]);
        await product.WhenReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in workers.Append(product))
        {
            await process.DisposeAsync();
        }

        http.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Functions_RunAtTheWorkers_WhichEndAndComeBack()
    {
        var first = await StartAsync("sae-worker-1", 2);
        Assert.Contains(first.Output, line => line.Contains($"https://127.0.0.2:{port}/ sae-worker-1, for sae-edge-1", StringComparison.Ordinal));
        Assert.Equal("""{"a":1}""", await UntilAnsweredAsync("echo", """{"a":1}"""));
        using (var risk = JsonDocument.Parse(await UntilAnsweredAsync("cardio-risk", CardioArguments)))
        {
            Assert.InRange(risk.RootElement.GetProperty("risk").GetDouble(), 0, 1);
        }

        // Killed: the other one goes on; with neither of them nothing runs; one that is back is taken again.
        var second = await StartAsync("sae-worker-2", 3);
        await first.KillAsync();
        Assert.Equal("""{"a":2}""", await UntilAnsweredAsync("echo", """{"a":2}"""));
        await second.TerminateAsync(EndLimit);
        Assert.Equal(0, second.ExitCode);
        using (var refused = await PostAsync("echo", """{"a":3}"""))
        {
            Assert.False(refused.IsSuccessStatusCode);
        }

        await StartAsync("sae-worker-1", 2);
        Assert.Equal("""{"a":4}""", await UntilAnsweredAsync("echo", """{"a":4}"""));
    }

    [Fact]
    public async Task Worker_ThatServesAnotherHost_OrIsAnotherOne_IsNotUsed()
    {
        // The first does not serve this host; the second shows a certificate of the site, but another SAE's than the host looks for there.
        await StartAsync("sae-worker-1", 2, "sae-edge-2");
        await StartAsync("sae-edge-2", 3);
        using var refused = await PostAsync("echo", """{"a":1}""");
        Assert.False(refused.IsSuccessStatusCode);
        Assert.Contains(product.Errors, line => line.Contains("did not take activation", StringComparison.Ordinal));
    }

    private string Certificate(string file) => Path.Combine(Data, "certs", file);

    private string[] ArgumentsOf(string certificate, int address, string serves) =>
    [
        "--listen", $"https://127.0.0.{address}:{port}", "--certificate", Certificate($"{certificate}.pem"), "--key", Certificate($"{certificate}.key"),
        "--authority", Certificate("ca.pem"), "--kme", $"{addresses.EdgeKme.GetLeftPart(UriPartial.Authority)}", "--serve", serves,
    ];

    private async Task<ProductProcess> StartAsync(string name, int address, string serves = "sae-edge-1")
    {
        var worker = ProductProcess.Begin(["worker", .. ArgumentsOf(name, address, serves)]);
        workers.Add(worker);
        await worker.WhenReadyAsync();
        return worker;
    }

    private Task<HttpResponseMessage> PostAsync(string app, string json) =>
        http.PostAsync(new Uri(addresses.ClientUri, app), new StringContent(json, Encoding.UTF8, "application/json"), Token);

    private async Task<string> UntilAnsweredAsync(string app, string json)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            using var answer = await PostAsync(app, json);
            var body = await answer.Content.ReadAsStringAsync(Token);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return body;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(since) < Limit, $"no answer but {answer.StatusCode}: {body}{Environment.NewLine}{product.LastWords}");
            await pause.WaitForNextTickAsync(Token);
        }
    }

    private async Task<string> WriteScenarioAsync()
    {
        var hospital = ScenarioLibrary.Load("hospital");
        WorkerScenario[] both =
            [new() { Sae = "sae-worker-1", Address = $"https://127.0.0.2:{port}" }, new() { Sae = "sae-worker-2", Address = $"https://127.0.0.3:{port}" }];
        var scenario = hospital with
        {
            Name = "workers",
            Sites = [.. hospital.Sites.Select(site => site.Id == "edge"
                ? site with { Saes = [.. site.Saes, "sae-worker-1", "sae-worker-2"], Hosts = [site.Hosts[0] with { Workers = both }] }
                : site)],
        };
        var path = Path.Combine(root, "workers.json");
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(scenario, ScenarioJson.Options), Token);
        return path;
    }
}
