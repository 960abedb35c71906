using System.Net;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Silo.Certificates;

/// <summary>
/// The certificates of one site, made once and kept: the authority and the KME's own in the site's directory, the SAEs' where clients
/// look for them. One that is near its end, or was issued by an authority that is gone, is replaced at the next start.
/// </summary>
internal sealed class SiteCertificates : ISiteCertificates
{
    /// <summary>An authority is replaced when it has less than this left: longer than what it issues lives.</summary>
    public static readonly TimeSpan AuthorityRenewal = TimeSpan.FromDays(400);

    /// <summary>A server or client certificate is replaced when it has less than this left.</summary>
    public static readonly TimeSpan CertificateRenewal = TimeSpan.FromDays(30);

    private readonly string siteDirectory;
    private readonly string clientDirectory;
    private readonly CertificateAuthority authority;

    private SiteCertificates(string siteDirectory, string clientDirectory, CertificateAuthority authority)
    {
        this.siteDirectory = siteDirectory;
        this.clientDirectory = clientDirectory;
        this.authority = authority;
    }

    /// <summary>The certificate of the site's authority; the only one its KME trusts.</summary>
    public X509Certificate2 Authority => authority.Certificate;

    /// <summary>Opens the site's authority, or makes it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="siteDirectory">Where the authority and its private key stay.</param>
    /// <param name="clientDirectory">Where the SAEs' certificates and keys are put.</param>
    /// <param name="time">The clock.</param>
    public static SiteCertificates Open(SiteId site, string siteDirectory, string clientDirectory, TimeProvider time)
    {
        Directory.CreateDirectory(siteDirectory);
        Directory.CreateDirectory(clientDirectory);
        var (certificatePath, keyPath) = (Path.Combine(siteDirectory, "ca.pem"), Path.Combine(siteDirectory, "ca.key"));
        var kept = CertificateFiles.TryLoad(certificatePath, keyPath);
        if (kept is null || kept.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime < AuthorityRenewal)
        {
            kept?.Dispose();
            kept = CertificateAuthority.CreateAuthority(site, time);
            CertificateFiles.Save(kept, certificatePath, keyPath);
        }

        return new SiteCertificates(siteDirectory, clientDirectory, new CertificateAuthority(kept, time));
    }

    /// <summary>Opens the site's authority as it was provisioned: other machines have it too, so it is neither made nor replaced here.</summary>
    /// <param name="siteDirectory">Where the authority and its private key are.</param>
    /// <param name="clientDirectory">Where the SAEs' certificates and keys are put.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static SiteCertificates OpenProvisioned(string siteDirectory, string clientDirectory, TimeProvider time)
    {
        PrivateDirectory.Create(clientDirectory);
        var certificatePath = Path.Combine(siteDirectory, "ca.pem");
        var kept = CertificateFiles.TryLoad(certificatePath, Path.Combine(siteDirectory, "ca.key"))
            ?? throw new FileNotFoundException($"'{certificatePath}' and its key are not there or do not fit together", certificatePath);
        return new SiteCertificates(siteDirectory, clientDirectory, new CertificateAuthority(kept, time));
    }

    /// <summary>Writes the bundle of all sites' authorities, <c>ca.pem</c>, which clients trust.</summary>
    public static void WriteBundle(string clientDirectory, IEnumerable<ISiteCertificates> sites) => CertificateFiles.Write(
        Path.Combine(clientDirectory, "ca.pem"), string.Concat(sites.Select(site => site.Authority.ExportCertificatePem() + "\n")));

    /// <summary>The certificate of the KME's listener, with its key. The caller disposes it.</summary>
    /// <param name="kme">The KME.</param>
    /// <param name="address">Where the listener is; a certificate that is not for that address is replaced.</param>
    public X509Certificate2 ServerCertificate(KmeId kme, IPAddress? address = null)
    {
        var at = address ?? IPAddress.Loopback;
        return Keep(
            Path.Combine(siteDirectory, kme.Value),
            kept => kept.MatchesHostname(at.ToString()),
            () => authority.IssueServerCertificate(kme, address));
    }

    /// <summary>The certificate of a SAE, with its key; also as files <c>SAE.pem</c>, <c>SAE.key</c>. The caller disposes it.</summary>
    /// <param name="sae">The SAE.</param>
    /// <param name="from">When it begins, at the earliest; one that was issued before is replaced.</param>
    public X509Certificate2 ClientCertificate(SaeId sae, DateTimeOffset from = default) =>
        Keep(Path.Combine(clientDirectory, sae.Value), kept => kept.NotBefore.ToUniversalTime() >= from.UtcDateTime, () => authority.IssueClientCertificate(sae, from));

    /// <summary>Releases the authority's private key.</summary>
    public void Dispose() => authority.Dispose();

    private X509Certificate2 Keep(string path, Func<X509Certificate2, bool> fits, Func<X509Certificate2> issue)
    {
        var kept = CertificateFiles.TryLoad(path + ".pem", path + ".key");
        if (kept is not null && fits(kept) && authority.Vouches(kept, CertificateRenewal))
        {
            return kept;
        }

        kept?.Dispose();
        using var issued = issue();
        CertificateFiles.Save(issued, path + ".pem", path + ".key");
        return CertificateFiles.Portable(issued);
    }
}
