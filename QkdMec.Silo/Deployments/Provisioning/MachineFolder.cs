using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.KeyVaults;
using QkdMec.Silo.QkdLinks;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Deployments.Provisioning;

/// <summary>The provisioned files of a machine, below its data directory.</summary>
/// <param name="Root">The data directory.</param>
internal sealed record MachineFolder(string Root)
{
    /// <summary>What it shows other machines, see <see cref="Certificates.Nodes.NodeCredentials"/>.</summary>
    public string Cluster => Path.Combine(Root, "cluster");

    /// <summary>The certificates of SAEs.</summary>
    public string Clients => Path.Combine(Root, DataDirectory.CertificatesFolder);

    /// <summary>The gateway's TLS.</summary>
    public string Gateway => Path.Combine(Root, GatewayDirectory.Name);

    /// <summary>All sites' directories.</summary>
    public string Sites => Path.Combine(Root, DataDirectory.SitesFolder);

    /// <summary>The directory of a site.</summary>
    public string Site(SiteId site) => Path.Combine(Sites, site.Value);

    /// <summary>What a machine must have before it starts.</summary>
    public IEnumerable<string> RequiredFor(DeploymentFile file, Machine machine)
    {
        IEnumerable<string> node = [Path.Combine(Cluster, "ca.pem"), Path.Combine(Cluster, "node.pem"), Path.Combine(Cluster, "node.key")];
        return node
            .Concat(file.Scenario.Sites.Where(site => machine.Sites.Contains(site.Id, StringComparer.Ordinal)).SelectMany(site => OfSite(file.Scenario, site)))
            .Concat(file.HostsOf(machine).SelectMany(host => OfHost(file.Scenario, host)))
            .Distinct(StringComparer.Ordinal);
    }

    private IEnumerable<string> OfSite(Scenario scenario, SiteScenario site)
    {
        var directory = Site(SiteId.Parse(site.Id));
        string[] own = ["ca.pem", "ca.key", $"{site.Kme}.pem", $"{site.Kme}.key", MasterKey.FileName];
        return own.Concat(SimulatedLinks.Of(scenario, KmeId.Parse(site.Kme)).Select(LinkSecretFiles.NameOf)).Select(file => Path.Combine(directory, file));
    }

    private IEnumerable<string> OfHost(Scenario scenario, HostId host)
    {
        var sae = scenario.Sites.First(site => site.Id == host.Site.Value).Hosts.First(one => one.Id == host.Name).Sae;
        return [Path.Combine(Site(host.Site), "ca.pem"), Path.Combine(Clients, $"{sae}.pem"), Path.Combine(Clients, $"{sae}.key")];
    }
}
