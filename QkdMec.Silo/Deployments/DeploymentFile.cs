using System.Text.Json;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Deployments;

/// <summary>A checked deployment with its scenario.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Scenario">What its machines run together.</param>
internal sealed record DeploymentFile(Deployment Deployment, Scenario Scenario)
{
    /// <summary>Reads and checks a deployment file and its scenario.</summary>
    /// <exception cref="StartupException">It cannot be read, or it has faults; the message lists them all.</exception>
    public static DeploymentFile Load(string path)
    {
        var deployment = Parse(path, Read(path));
        var scenario = ScenarioLibrary.Load(ScenarioOf(path, deployment));
        var faults = DeploymentChecks.Check(deployment, scenario);
        return faults.Count == 0
            ? new DeploymentFile(deployment, scenario)
            : throw new StartupException($"deployment '{path}' has {faults.Count} fault{(faults.Count == 1 ? "" : "s")}: {string.Join("; ", faults)}");
    }

    /// <summary>The machine of a name.</summary>
    /// <exception cref="StartupException">There is none.</exception>
    public Machine Require(string name) => Deployment.Machines.FirstOrDefault(machine => machine.Name == name)
        ?? throw new StartupException(
            $"--machine {name}: deployment '{Deployment.Name}' has no such machine; it has {string.Join(", ", Deployment.Machines.Select(machine => machine.Name))}");

    /// <summary>The machines of a site, in the file's order.</summary>
    public IEnumerable<Machine> MachinesOf(SiteId site) => Deployment.Machines.Where(machine => machine.Sites.Contains(site.Value, StringComparer.Ordinal));

    /// <summary>The machine of a MEC host: the one that names it, else the first of its site.</summary>
    public Machine MachineOf(HostId host) =>
        Deployment.Machines.FirstOrDefault(machine => machine.Hosts.Contains(host.ToGrainKey(), StringComparer.Ordinal)) ?? MachinesOf(host.Site).First();

    /// <summary>The MEC hosts of a machine, in the scenario's order.</summary>
    public IEnumerable<HostId> HostsOf(Machine machine) =>
        from site in Scenario.Sites
        from host in site.Hosts
        let id = new HostId(SiteId.Parse(site.Id), host.Id)
        where MachineOf(id) == machine
        select id;

    /// <summary>Where a machine of a site serves the QKD 014 of its KME, once that has a SAE.</summary>
    public Uri KeyAddressOf(Machine machine, SiteId site) => machine.At(Uri.UriSchemeHttps, Deployment.KmePort + SitesOf(machine).IndexOf(site.Value));

    /// <summary>A KME that gets its first SAE while the system runs has its port already, after those of the others.</summary>
    private List<string> SitesOf(Machine machine) =>
    [
        .. Scenario.Sites.OrderBy(site => site.Saes.Count == 0).Select(site => site.Id).Where(site => machine.Sites.Contains(site, StringComparer.Ordinal)),
    ];

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"deployment file '{path}' cannot be read: {fault.Message}", fault);
        }
    }

    private static Deployment Parse(string path, string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Deployment>(json, ScenarioJson.Options)
                ?? throw new StartupException($"deployment '{path}' is empty");
        }
        catch (JsonException fault)
        {
            throw new StartupException($"deployment '{path}' is not a deployment: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    /// <summary>A scenario file stands beside the deployment file, wherever the process is started.</summary>
    private static string ScenarioOf(string path, Deployment deployment) => ScenarioLibrary.IsPath(deployment.Scenario)
        ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, deployment.Scenario)
        : deployment.Scenario;
}
