using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QkdMec.Client.Databases;
using QkdMec.Protocols.Steps;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Deployments;
using QkdMec.Silo.Scenarios;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>A deployment of the real product: each machine is a process with a loopback address and a data directory of its own.</summary>
internal sealed class ProductCluster(string postgres) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-cluster-").FullName;
    private readonly int network = RandomNumberGenerator.GetInt32(1, 255);
    // The last one is the first of the KMEs', and the places after it are theirs too.
    private readonly int[] ports = FreePorts.Take(8);
    private readonly HttpClient http = new() { Timeout = Limit };
    private readonly Dictionary<string, ProductProcess> processes = [];
    private readonly List<Machine> machines = [];

    /// <summary>The database of the cluster and of its vaults.</summary>
    public string Postgres => postgres;

    /// <summary>What each machine's process is told besides.</summary>
    public IReadOnlyDictionary<string, string> Told { get; init; } = new Dictionary<string, string>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string DeploymentFile => Path.Combine(root, "deployment.json");

    private string Provisioned => Path.Combine(root, "provisioned");

    /// <summary>A machine with the next address.</summary>
    public ProductCluster With(string name, string[] sites, string[]? hosts = null, bool gateway = false, bool client = false)
    {
        var address = $"127.0.{network}.{machines.Count + 1}";
        machines.Add(new Machine
        {
            Name = name,
            Address = address,
            Sites = sites,
            Hosts = hosts ?? [],
            Gateway = gateway ? $"http://{address}:{ports[0]}" : null,
            Client = client ? $"http://{address}:{ports[1]}" : null,
            Health = $"http://{address}:{ports[2]}",
        });
        return this;
    }

    /// <summary>Writes the deployment, prepares the database and brings each machine what it needs.</summary>
    public async Task<ProductCluster> PrepareAsync()
    {
        var deployment = new Deployment
        {
            Name = "tests", Scenario = "hospital", SiloPort = ports[3], ClientPort = ports[4], KmePort = ports[5], Machines = machines,
        };
        await File.WriteAllTextAsync(DeploymentFile, JsonSerializer.Serialize(deployment, ScenarioJson.Options), Cancellation);
        await ClusterDatabase.MigrateAsync(postgres, Cancellation);
        await ProvisionAsync(Provisioned);
        return this;
    }

    /// <summary>Gives a machine the certificate that the same machine has in a cluster of another authority.</summary>
    public async Task EstrangeAsync(string name)
    {
        var foreign = Path.Combine(root, "foreign");
        await ProvisionAsync(foreign);
        Directory.Delete(Path.Combine(DataOf(name), "cluster"), recursive: true);
        Directory.Move(Path.Combine(foreign, name, "cluster"), Path.Combine(DataOf(name), "cluster"));
    }

    /// <summary>Starts machines and waits for nothing.</summary>
    public void Begin(params string[] names)
    {
        foreach (var name in names)
        {
            processes[name] = ProductProcess.Begin(
                ["--deployment", DeploymentFile, "--machine", name, "--data", DataOf(name)],
                vaults: postgres,
                environment: new Dictionary<string, string>(Told) { [CommandLine.PostgresVariable] = postgres });
        }
    }

    /// <summary>Starts machines and waits until all are ready.</summary>
    public async Task StartAsync(params string[] names)
    {
        Begin(names);
        try
        {
            await Task.WhenAll(names.Select(name => processes[name].WhenReadyAsync()));
        }
        catch (Exception fault)
        {
            // What one waits for is another one's to tell.
            throw new InvalidOperationException(LastWords, fault);
        }
    }

    /// <summary>The process of a machine.</summary>
    public ProductProcess Process(string name) => processes[name];

    /// <summary>Where a machine keeps everything.</summary>
    public string DataOf(string name) => Path.Combine(Provisioned, name);

    /// <summary>The address of a machine's KME.</summary>
    public Uri KmeOf(string name) => At("https", name, ports[5]);

    /// <summary>The address of something that a machine's gateway serves.</summary>
    public Uri GatewayOf(string name, string path) => new(At("http", name, ports[0]), path);

    /// <summary>What a machine says of its health.</summary>
    public Uri HealthOf(string name, string path) => new(At("http", name, ports[2]), path);

    /// <summary>A request to a client perimeter, as a client app makes it.</summary>
    public Task<HttpResponseMessage> InvokeAsync(string machine, string app = "echo", string? traceParent = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(At("http", machine, ports[1]), app));
        request.Content = new StringContent("""{"a":1}""", Encoding.UTF8, "application/json");
        if (traceParent is not null)
        {
            request.Headers.Add(TraceParent.HeaderName, traceParent);
        }

        return http.SendAsync(request, Cancellation);
    }

    /// <summary>Ends the context of a client perimeter, so that the next request makes a new one.</summary>
    public Task<HttpResponseMessage> ForgetAsync(string machine, string app = "echo") => http.DeleteAsync(new Uri(At("http", machine, ports[1]), app), Cancellation);

    /// <summary>Any request.</summary>
    public Task<HttpResponseMessage> GetAsync(Uri address) => http.GetAsync(address, Cancellation);

    /// <summary>Repeats a request until its answer is as it is to be, and hands that out.</summary>
    public async Task<HttpResponseMessage> UntilAsync(Func<Task<HttpResponseMessage>> ask, HttpStatusCode status)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var answer = await TryAsync(ask);
            if (answer?.StatusCode == status)
            {
                return answer;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(since) < Limit, $"{status} did not come, but {answer?.StatusCode}: {await BodyOf(answer)}{Environment.NewLine}{LastWords}");
            answer?.Dispose();
            await pause.WaitForNextTickAsync(Cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes.Values)
        {
            await process.DisposeAsync();
        }

        http.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private string LastWords => string.Join(Environment.NewLine, processes.Select(one => $"== {one.Key}{Environment.NewLine}{one.Value.LastWords}"));

    private static async Task<HttpResponseMessage?> TryAsync(Func<Task<HttpResponseMessage>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task ProvisionAsync(string directory)
    {
        await using var provision = await ProductProcess.RunToEndAsync("--deployment", DeploymentFile, "--provision", directory);
        Assert.True(provision.ExitCode == 0, provision.LastWords);
    }

    private static Task<string> BodyOf(HttpResponseMessage? answer) => answer?.Content.ReadAsStringAsync(Cancellation) ?? Task.FromResult("no answer");

    private Uri At(string scheme, string name, int port) => machines.Single(machine => machine.Name == name).At(scheme, port);
}
