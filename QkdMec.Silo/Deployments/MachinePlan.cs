using QkdMec.Grains.Identity;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Deployments;

/// <summary>What one machine of a deployment runs.</summary>
/// <param name="file">The deployment.</param>
/// <param name="machine">The machine.</param>
internal sealed class MachinePlan(DeploymentFile file, Machine machine) : IProcessPlan
{
    private readonly HashSet<HostId> hosts = [.. file.HostsOf(machine)];

    /// <summary>The deployment.</summary>
    public DeploymentFile File => file;

    /// <summary>The machine itself.</summary>
    public Machine Self => machine;

    /// <summary>Whether grains run here: a machine with neither sites nor hosts calls those of the others.</summary>
    public bool IsSilo => machine.Sites.Count > 0 || hosts.Count > 0;

    /// <summary>Whether a site of this machine is on others too.</summary>
    public bool SharesSites => machine.Sites.Any(site => file.MachinesOf(SiteId.Parse(site)).Skip(1).Any());

    /// <inheritdoc/>
    public string? MachineName => machine.Name;

    /// <inheritdoc/>
    public Uri? Gateway => AddressOf(machine.Gateway);

    /// <inheritdoc/>
    public Uri ReachedGateway => machine.GatewayAddress ?? Gateways.First().GatewayAddress!;

    /// <inheritdoc/>
    public Uri? Client => AddressOf(machine.Client);

    /// <inheritdoc/>
    public Uri? Health => AddressOf(machine.Health);

    /// <summary>One machine does it, or an app that its operator removed would come back with each new machine.</summary>
    public bool OnboardsApps => Gateways.First() == machine;

    /// <summary>Listeners of the other machines and of this one's silo; call-backs to them are refused.</summary>
    public IEnumerable<Uri> SystemListeners =>
    [
        .. Gateways.Select(other => other.GatewayAddress!),
        .. file.Deployment.Machines.SelectMany(other => new[] { other.At(Uri.UriSchemeHttp, file.Deployment.SiloPort), other.At(Uri.UriSchemeHttp, file.Deployment.ClientPort) }),
        new Uri(machine.Health),
    ];

    private IEnumerable<Machine> Gateways => file.Deployment.Machines.Where(other => other.Gateway is not null);

    /// <summary>The plan of a machine.</summary>
    /// <exception cref="StartupException">There is no such machine, or the deployment has faults.</exception>
    public static MachinePlan Load(SystemOptions options)
    {
        var file = DeploymentFile.Load(options.Deployment!);
        return new MachinePlan(file, file.Require(options.Machine!));
    }

    /// <inheritdoc/>
    public bool Runs(SiteId site) => machine.Sites.Contains(site.Value, StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Runs(HostId host) => hosts.Contains(host);

    /// <inheritdoc/>
    public KeyListenerId ListenerOf(KmeAddress kme) => new(kme.Site, machine.Name);

    /// <inheritdoc/>
    public IEnumerable<Uri> ListenersOf(SiteScenario site) =>
        site.MorePorts.Select(port => machine.At(Uri.UriSchemeHttps, port)).Prepend(file.KeyAddressOf(machine, SiteId.Parse(site.Id)));

    /// <inheritdoc/>
    public IEnumerable<Uri> KeyAddressesOf(SiteScenario site)
    {
        var id = SiteId.Parse(site.Id);
        return file.MachinesOf(id).OrderByDescending(other => other == machine).Select(other => file.KeyAddressOf(other, id));
    }

    private static Uri? AddressOf(string? listener) => listener is null ? null : new Uri(listener);
}
