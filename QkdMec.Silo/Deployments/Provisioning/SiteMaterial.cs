using QkdMec.Grains.Identity;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.KeyVaults;
using QkdMec.Silo.QkdLinks;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Deployments.Provisioning;

/// <summary>What sites have: authority, master key, link secrets, and certificates of the KME and the SAEs.</summary>
internal sealed class SiteMaterial(DeploymentFile file, ProvisionedFolders folders, TimeProvider time)
{
    /// <summary>Makes what is missing and copies it to the machines of the site.</summary>
    /// <exception cref="StartupException">What is there does not fit together.</exception>
    public void Provision()
    {
        foreach (var site in file.Scenario.Sites)
        {
            Share(SiteId.Parse(site.Id));
            IssueAtMachinesOf(site);
            IssueForHostsOf(site);
        }

        foreach (var site in file.Scenario.Sites)
        {
            BringAuthoritiesOfWorkers(site);
        }

        foreach (var link in file.Scenario.Links.Select(LinkPlans.IdOf).Intersect(SimulatedLinks.Of(file.Scenario)))
        {
            ShareSecretOf(link);
        }
    }

    private void Share(SiteId site)
    {
        folders.Tell(new SharedFiles(["ca.pem", "ca.key"], directory => Authority(site, directory)).Bring(folders.OfSite(site)), "authority");
        folders.Tell(
            new SharedFiles([MasterKey.FileName], directory => MasterKey.Open(Path.Combine(directory, MasterKey.FileName), vaultExists: false).Dispose()).Bring(folders.OfSite(site)),
            "master key");
    }

    private void Authority(SiteId site, string directory)
    {
        using var made = CertificateAuthority.CreateAuthority(site, time);
        CertificateFiles.Save(made, Path.Combine(directory, "ca.pem"), Path.Combine(directory, "ca.key"));
    }

    private void ShareSecretOf(LinkId link)
    {
        var ends = file.Scenario.Sites.Where(site => link.Joins(KmeId.Parse(site.Kme))).Select(site => SiteId.Parse(site.Id));
        var name = LinkSecretFiles.NameOf(link);
        folders.Tell(new SharedFiles([name], directory => LinkSecretFiles.Make(Path.Combine(directory, name))).Bring([.. ends.SelectMany(folders.OfSite)]), $"secret of link {link}");
    }

    private void IssueAtMachinesOf(SiteScenario site)
    {
        var id = SiteId.Parse(site.Id);
        var elsewhere = site.Hosts.Select(host => (host.Sae, Machine: file.MachineOf(new HostId(id, host.Id)))).ToList();
        foreach (var machine in file.MachinesOf(id))
        {
            var folder = folders.Of(machine);
            using var certificates = SiteCertificates.OpenProvisioned(folder.Site(id), folder.Clients, time);
            certificates.ServerCertificate(KmeId.Parse(site.Kme), machine.Ip).Dispose();
            foreach (var sae in site.Saes.Where(sae => !elsewhere.Any(host => host.Sae == sae && host.Machine != machine)))
            {
                certificates.ClientCertificate(SaeId.Parse(sae)).Dispose();
            }
        }
    }

    // A host knows its workers by the authorities of their sites.
    private void BringAuthoritiesOfWorkers(SiteScenario site)
    {
        var wanted =
            from host in site.Hosts
            from worker in host.Workers
            let machine = file.MachineOf(new HostId(SiteId.Parse(site.Id), host.Id))
            let home = file.Scenario.Sites.First(other => other.Saes.Contains(worker.Sae, StringComparer.Ordinal)).Id
            where !machine.Sites.Contains(home, StringComparer.Ordinal)
            select (folders.Of(machine), SiteId.Parse(home));
        foreach (var (folder, home) in wanted.Distinct())
        {
            BringAuthority(home, folder);
        }
    }

    private void BringAuthority(SiteId site, MachineFolder folder) => folders.Tell(
        new SharedFiles(["ca.pem"], _ => throw new InvalidOperationException("the site's authority is there")).Bring([folders.OfSite(site)[0], folder.Site(site)]), "authority's certificate");

    // Such a machine gets no key of an authority: it cannot make itself another SAE.
    private void IssueForHostsOf(SiteScenario site)
    {
        var id = SiteId.Parse(site.Id);
        foreach (var host in site.Hosts)
        {
            var machine = file.MachineOf(new HostId(id, host.Id));
            if (machine.Sites.Contains(site.Id, StringComparer.Ordinal))
            {
                continue;
            }

            var folder = folders.Of(machine);
            using var certificates = SiteCertificates.OpenProvisioned(folders.OfSite(id)[0], folder.Clients, time);
            certificates.ClientCertificate(SaeId.Parse(host.Sae)).Dispose();
            BringAuthority(id, folder);
        }
    }
}
