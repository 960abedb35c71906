using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Composition;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Silo.Certificates;

/// <summary>The certificates of all sites of a system.</summary>
internal sealed class SystemCertificates : IDisposable
{
    private readonly FrozenDictionary<SiteId, SiteCertificates> sites;
    private readonly FrozenDictionary<SiteId, X509Certificate2> servers;
    private readonly FrozenDictionary<SaeId, X509Certificate2> clients;

    private SystemCertificates(SystemPlan plan, FrozenDictionary<SiteId, SiteCertificates> sites)
    {
        this.sites = sites;
        servers = plan.ListeningSites.ToFrozenDictionary(site => site.Id, site => sites[site.Id].ServerCertificate(site.Kme.Kme));
        clients = plan.Sites.SelectMany(site => site.Saes.Select(sae => (Site: site.Id, Sae: sae)))
            .ToFrozenDictionary(one => one.Sae, one => sites[one.Site].ClientCertificate(one.Sae));
    }

    /// <summary>Opens or makes every certificate of the plan, and the bundle for clients.</summary>
    public static SystemCertificates Open(SystemPlan plan, DataDirectory data, TimeProvider time)
    {
        var opened = plan.ListeningSites.Select(site => (site.Id, Certificates: SiteCertificates.Open(site.Id, data.SiteDirectory(site.Id), data.Certificates, time))).ToList();
        SiteCertificates.WriteBundle(data.Certificates, opened.Select(site => site.Certificates));
        return new SystemCertificates(plan, opened.ToFrozenDictionary(site => site.Id, site => site.Certificates));
    }

    /// <summary>The authority of a site: what its KME trusts, and what its own SAEs trust.</summary>
    public X509Certificate2 AuthorityOf(SiteId site) => sites[site].Authority;

    /// <summary>The certificate of a site's QKD 014 listener.</summary>
    public X509Certificate2 ServerOf(SiteId site) => servers[site];

    /// <summary>The certificate of a SAE.</summary>
    public X509Certificate2 ClientOf(SaeId sae) => clients[sae];

    /// <summary>Releases all private keys.</summary>
    public void Dispose()
    {
        foreach (var one in servers.Values.Concat<IDisposable>(clients.Values).Concat(sites.Values))
        {
            one.Dispose();
        }
    }
}
