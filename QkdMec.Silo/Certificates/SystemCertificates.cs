using System.Net;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Composition;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Deployments;

namespace QkdMec.Silo.Certificates;

/// <summary>The certificates of all sites of a system; sites and SAEs may come while it runs. Safe for concurrent use.</summary>
internal sealed class SystemCertificates(DataDirectory data, Func<SiteId, ISiteCertificates> open, IPAddress kmeAddress) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<(SiteId Site, ISiteCertificates Certificates)> sites = [];
    private readonly Dictionary<KmeAddress, X509Certificate2> servers = [];
    private readonly Dictionary<SaeId, Held> clients = [];
    private readonly List<X509Certificate2> replaced = [];

    /// <summary>Opens or makes the authorities and listeners' certificates of the plan, and the bundle for clients. SAEs get theirs where they are attached.</summary>
    public static SystemCertificates Open(SystemPlan plan, DataDirectory data, TimeProvider time)
    {
        var certificates = plan.Process is MachinePlan machine
            ? new SystemCertificates(data, site => Provisioned(site, machine, data, time), machine.Self.Ip)
            : new SystemCertificates(data, site => SiteCertificates.Open(site, data.SiteDirectory(site), data.Certificates, time), plan.Options.KmeAddress);
        foreach (var site in plan.ListeningSites)
        {
            certificates.ServerOf(site.Kme);
        }

        return certificates;
    }

    /// <summary>The authority of a site: what its KME trusts, and what its own SAEs trust.</summary>
    public X509Certificate2 AuthorityOf(SiteId site)
    {
        lock (gate)
        {
            return Of(site).Authority;
        }
    }

    /// <summary>The certificate of a KME's QKD 014 listener.</summary>
    public X509Certificate2 ServerOf(KmeAddress kme)
    {
        lock (gate)
        {
            return servers.TryGetValue(kme, out var known) ? known : servers[kme] = Of(kme.Site).ServerCertificate(kme.Kme, kmeAddress);
        }
    }

    /// <summary>The certificate of a SAE, wherever it is attached now; one of <paramref name="home"/> when it never was.</summary>
    public X509Certificate2 CurrentOf(SaeId sae, SiteId home)
    {
        lock (gate)
        {
            return clients.TryGetValue(sae, out var known) ? known.Certificate : ClientOf(home, sae);
        }
    }

    /// <summary>The certificate of a SAE at a site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="sae">The SAE.</param>
    /// <param name="from">When it begins, at the earliest: an older one is replaced, and may still be in use for a while.</param>
    public X509Certificate2 ClientOf(SiteId site, SaeId sae, DateTimeOffset from = default)
    {
        lock (gate)
        {
            if (clients.TryGetValue(sae, out var known))
            {
                if (known.Site == site && known.Certificate.NotBefore.ToUniversalTime() >= from.UtcDateTime)
                {
                    return known.Certificate;
                }

                replaced.Add(known.Certificate);
            }

            var fresh = Of(site).ClientCertificate(sae, from);
            clients[sae] = new Held(site, fresh);
            return fresh;
        }
    }

    /// <summary>Releases all private keys.</summary>
    public void Dispose()
    {
        foreach (var one in servers.Values.Concat<IDisposable>(clients.Values.Select(held => held.Certificate)).Concat(replaced).Concat(sites.Select(site => site.Certificates)))
        {
            one.Dispose();
        }
    }

    private static ISiteCertificates Provisioned(SiteId site, MachinePlan machine, DataDirectory data, TimeProvider time) => machine.Runs(site)
        ? SiteCertificates.OpenProvisioned(data.SiteDirectory(site), data.Certificates, time)
        : new GivenCertificates(data.SiteDirectory(site), data.Certificates);

    private ISiteCertificates Of(SiteId site)
    {
        var known = sites.Find(one => one.Site == site).Certificates;
        if (known is null)
        {
            known = open(site);
            sites.Add((site, known));
            SiteCertificates.WriteBundle(data.Certificates, sites.Select(one => one.Certificates));
        }

        return known;
    }

    private sealed record Held(SiteId Site, X509Certificate2 Certificate);
}
