using System.Security.Cryptography;
using System.Text.Json;
using QkdMec.Bench.Running;
using QkdMec.Client.Databases;
using QkdMec.Silo.Deployments;
using QkdMec.Silo.Deployments.Provisioning;
using QkdMec.Silo.Hosting;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Bench.Servers;

/// <summary>The product as a cluster on this machine: one silo for both sites, or one for each, provisioned and secured as on machines of their own.</summary>
internal static class BenchCluster
{
    private const string ClientMachine = "clinic";
    private const string EdgeMachine = "edge";
    private const string ScenarioName = "bench.json";

    /// <summary>Starts it with so many silos, one or two.</summary>
    /// <exception cref="BenchException">This build runs no clusters, or no database is named.</exception>
    public static async Task<OursServer> StartAsync(int silos)
    {
        var postgres = Environment.GetEnvironmentVariable(ClusterDatabase.Variable);
        if ((GrainHost.WhyNoDeployment ?? (postgres is null ? $"set {ClusterDatabase.Variable} to the connection string of a database for the measured clusters" : null)) is { } fault)
        {
            throw new BenchException(fault);
        }

        var root = Directory.CreateTempSubdirectory("qkdmec-bench-").FullName;
        try
        {
            await ClusterDatabase.MigrateAsync(postgres!, CancellationToken.None);
            return await StartAsync(root, silos);
        }
        catch
        {
            Directory.Delete(root, recursive: true);
            throw;
        }
    }

    private static async Task<OursServer> StartAsync(string root, int silos)
    {
        var (ports, cluster) = (ServerPorts.Take(), ServerPorts.Take());
        var machines = MachinesOf(silos, ports);
        var file = Path.Combine(root, "deployment.json");
        ScenarioLibrary.Write(BenchScenario.Create(SystemShape.Standard), Path.Combine(root, ScenarioName));
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(
            new Deployment
            {
                Name = $"bench-{RandomNumberGenerator.GetHexString(8, lowercase: true)}", Scenario = ScenarioName,
                SiloPort = cluster.Gateway, ClientPort = cluster.Client, KmePort = ports.FirstKme, Machines = machines,
            },
            ScenarioJson.Options));
        var provisioned = Path.Combine(root, "provisioned");
        Provision.Run(DeploymentFile.Load(file), provisioned, TimeProvider.System, TextWriter.Null);

        // The client's last: it fills the pools of both.
        var processes = new Dictionary<string, ServerProcess>();
        foreach (var machine in machines.Reverse())
        {
            processes[machine.Name] = await ServerProcess.StartAsync(ServerCommand.Machine, file, machine.Name, Path.Combine(provisioned, machine.Name));
        }

        return new OursServer(root, SiteOf(machines[0], ports.FirstKme), SiteOf(machines[^1], ports.FirstKme + (silos == 1 ? 1 : 0)), ports.Gateway);
        ServedSite SiteOf(Machine machine, int port) => new(processes[machine.Name], Path.Combine(provisioned, machine.Name), port) { Ip = machine.Ip };
    }

    private static Machine[] MachinesOf(int silos, ServerPorts ports)
    {
        var network = RandomNumberGenerator.GetInt32(1, 255);
        var client = new Machine
        {
            Name = ClientMachine, Address = $"127.0.{network}.1", Sites = silos == 1 ? [BenchScenario.ClientSite, BenchScenario.EdgeSite] : [BenchScenario.ClientSite],
            Gateway = $"http://127.0.{network}.1:{ports.Gateway}", Health = $"http://127.0.{network}.1:{ports.Client}",
        };
        return silos == 1
            ? [client]
            : [client, new Machine { Name = EdgeMachine, Address = $"127.0.{network}.2", Sites = [BenchScenario.EdgeSite], Health = $"http://127.0.{network}.2:{ports.Client}" }];
    }
}
