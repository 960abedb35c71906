using System.Net;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Certificates.Nodes;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Silo.Deployments.Provisioning;

/// <summary>What machines have as members of the cluster: the node certificate, and TLS of the gateway's listener.</summary>
internal sealed class NodeMaterial(DeploymentFile file, ProvisionedFolders folders, Authorities authorities)
{
    private static readonly TimeSpan Renewal = SiteCertificates.CertificateRenewal;

    /// <summary>Makes what is missing, and anew what nears its end or no longer says what the machine is.</summary>
    public void Provision(Machine machine)
    {
        var folder = folders.Of(machine);
        PrivateDirectory.Create(folder.Cluster);
        CertificateFiles.Write(Path.Combine(folder.Cluster, NodeCredentials.AuthorityFile), authorities.TrustedByNodes);
        var node = IdentityOf(machine);
        Keep(
            (Path.Combine(folder.Cluster, NodeCredentials.CertificateFile), Path.Combine(folder.Cluster, NodeCredentials.KeyFile)),
            kept => authorities.Nodes.Vouches(kept, node, Renewal),
            () => authorities.Nodes.Issue(node));
        ProvisionGateway(machine, folder);
    }

    private NodeIdentity IdentityOf(Machine machine) => new(
        machine.Name, machine.Ip, new NodeRoles([.. machine.Sites.Select(SiteId.Parse)], [.. file.HostsOf(machine)], Gateway: machine.Gateway is not null));

    private void ProvisionGateway(Machine machine, MachineFolder folder)
    {
        if (machine.Client is not null || machine.Gateway is not null)
        {
            PrivateDirectory.Create(folder.Gateway);
            var trusted = Path.Combine(folder.Gateway, "ca.pem");
            if (!File.Exists(trusted))
            {
                CertificateFiles.Write(trusted, authorities.TrustedByClients);
            }
        }

        if (machine.GatewayAddress?.Scheme == Uri.UriSchemeHttps)
        {
            Keep(
                (Path.Combine(folder.Gateway, "server.pem"), Path.Combine(folder.Gateway, "server.key")),
                kept => !IsOurs(kept) || (authorities.Gateways.Vouches(kept, Renewal) && kept.MatchesHostname(machine.Address)),
                () => authorities.Gateways.Issue(new CertificateWish(machine.Name, NamesOf(machine), [CertificateIssuer.ServerAuthentication])));
        }
    }

    // One of a public authority, which its operator put there, is the operator's to renew.
    private bool IsOurs(X509Certificate2 certificate) => certificate.IssuerName.RawData.AsSpan().SequenceEqual(authorities.Gateways.Certificate.SubjectName.RawData);

    private static SubjectAlternativeNameBuilder NamesOf(Machine machine)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback, machine.Ip }.Distinct())
        {
            names.AddIpAddress(address);
        }

        return names;
    }

    private void Keep((string Certificate, string Key) paths, Predicate<X509Certificate2> isGood, Func<X509Certificate2> issue)
    {
        using var kept = CertificateFiles.TryLoad(paths.Certificate, paths.Key);
        if (kept is not null && isGood(kept))
        {
            return;
        }

        using var issued = issue();
        CertificateFiles.Save(issued, paths.Certificate, paths.Key);
        folders.Tell([paths.Certificate], $"certificate, good until {issued.NotAfter.ToUniversalTime():yyyy-MM-dd}");
    }
}
