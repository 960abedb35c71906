using System.Text.Json;
using QkdMec.Silo.Deployments;
using QkdMec.Silo.Scenarios;
using QkdMec.Tests.Processes;
using QkdMec.Tests.Processes.Machines;
using QkdMec.Tests.Wire.Networks;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>
/// The product on five machines and its database on a sixth, each with an address of its own at one switch: set up with the product's own commands,
/// each machine's process kept running as a service manager does.
/// </summary>
internal sealed class LaidOutCluster : IAsyncDisposable
{
    public const string Clinic = "clinic";
    public const string Relay = "relay";
    public const string Edge = "edge";
    public const string FirstHost = "edge-1";
    public const string SecondHost = "edge-2";
    public const string Database = "database";

    private const string LoadDeviceApp = "machines";
    private readonly Dictionary<string, KeptProcess> processes = [];
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-machines-").FullName;
    private ThrowawayPostgres? server;

    private LaidOutCluster()
    {
    }

    /// <summary>The machines that run the product.</summary>
    public static IReadOnlyList<string> Machines { get; } = [Clinic, Relay, Edge, FirstHost, SecondHost];

    /// <summary>Why it cannot be laid out here; null when it can.</summary>
    public static string? WhyNot => IpCommand.WhyNot ?? (ThrowawayPostgres.IsPossible ? null : "there are no PostgreSQL binaries (initdb, pg_ctl) on this machine");

    /// <summary>The machines' network.</summary>
    public MachineNetwork Network { get; } = new([.. Machines, Database]);

    /// <summary>The database's server.</summary>
    public ThrowawayPostgres Server => server!;

    /// <summary>The disks of the sites' vaults, by machine; none where this computer lets nobody mount any.</summary>
    public IReadOnlyDictionary<string, VaultDisk> Disks { get; private set; } = new Dictionary<string, VaultDisk>();

    /// <summary>A token of the gateway for a client of the tests: it makes contexts and operates.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Where others reach the gateway.</summary>
    public Uri Gateway => new($"https://{Network[Edge].Address}:8080");

    private string DeploymentPath => Path.Combine(root, "deployment.json");

    private string Provisioned => Path.Combine(root, "provisioned");

    /// <summary>Lays everything out, starts it and waits until every machine is ready.</summary>
    public static async Task<LaidOutCluster> StartAsync(CancellationToken cancellationToken)
    {
        var cluster = new LaidOutCluster();
        try
        {
            await cluster.PrepareAsync(cancellationToken);
            foreach (var machine in Machines)
            {
                cluster.processes[machine] = new KeptProcess(() => cluster.Begin(machine));
            }

            await Task.WhenAll(cluster.processes.Values.Select(process => process.Current.WhenReadyAsync()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The process of a machine.</summary>
    public KeptProcess this[string machine] => processes[machine];

    /// <summary>The data directory of a machine.</summary>
    public string DataOf(string machine) => Path.Combine(Provisioned, machine);

    /// <summary>Where the QKD 014 of a machine's KME is reached.</summary>
    public Uri KmeOf(string machine) => new($"https://{Network[machine].Address}:8443");

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes.Values)
        {
            await process.DisposeAsync();
        }

        await (server?.DisposeAsync() ?? default);
        foreach (var disk in Disks.Values)
        {
            disk.Dispose();
        }

        Network.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(DeploymentPath, JsonSerializer.Serialize(Describe(), ScenarioJson.Options), cancellationToken);
        server = await ThrowawayPostgres.TryStartAsync(cancellationToken, Network[Database]);
        await MachineCommand.MigrateAsync(Network[Edge], Server.ConnectionString, cancellationToken);
        await using (var provision = await ProductProcess.RunToEndAsync("--deployment", DeploymentPath, "--provision", Provisioned))
        {
            Assert.True(provision.ExitCode == 0, provision.LastWords);
        }

        Disks = VaultDisk.MountAll([(Clinic, Site(Clinic, "hospital")), (Relay, Site(Relay, "relay")), (Edge, Site(Edge, "edge"))]);
        Token = await AddTokenAsync("load", LoadDeviceApp, "--role", "operator.change");
        await GivePerimeterTokenAsync(cancellationToken);
    }

    /// <summary>The client perimeter's token is made where the gateway is and brought to its machine.</summary>
    private async Task GivePerimeterTokenAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(DataOf(Clinic), "gateway", "perimeter.token");
        await File.WriteAllTextAsync(path, await AddTokenAsync("clinic", "hospital-gateway"), cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private async Task<string> AddTokenAsync(string client, string deviceApp, params string[] more)
    {
        var added = await CommandRun.OfAsync(["token", "add", client, "--role", "device", "--device-app", deviceApp, "--data", DataOf(Edge), .. more]);
        Assert.True(added.ExitCode == 0, added.Error);
        return added.Output.Trim();
    }

    private Deployment Describe() => new()
    {
        Name = "five-machines",
        Scenario = "hospital",
        Machines =
        [
            At(Clinic) with { Sites = ["hospital"], Client = "http://127.0.0.1:8081" },
            At(Relay) with { Sites = ["relay"] },
            At(Edge) with { Sites = ["edge"], Gateway = "https://0.0.0.0:8080" },
            At(FirstHost) with { Hosts = ["edge/edge-1"] },
            At(SecondHost) with { Hosts = ["edge/edge-2"] },
        ],
    };

    private Machine At(string name) => new() { Name = name, Address = Network[name].Address.ToString() };

    private string Site(string machine, string site) => Path.Combine(DataOf(machine), "sites", site);

    private ProductProcess Begin(string machine) => ProductProcess.BeginAt(
        Network[machine], ["--deployment", DeploymentPath, "--machine", machine, "--data", DataOf(machine)], Server.ConnectionString);
}
