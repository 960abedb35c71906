using System.Net;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;

namespace QkdMec.Silo.Certificates;

/// <summary>The certificate authority of one site: issues the certificate of its KME's listener and those of its SAEs.</summary>
/// <remarks>ECDSA on P-256 throughout. A certificate never outlives the authority that issued it.</remarks>
public sealed class CertificateAuthority : IDisposable
{
    /// <summary>How long an authority lives.</summary>
    public static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(3650);

    /// <summary>How long a server or client certificate lives.</summary>
    public static readonly TimeSpan CertificateLifetime = TimeSpan.FromDays(397);

    private readonly CertificateIssuer issuer;

    /// <summary>Works with an existing authority, which must come with its private key, and owns it.</summary>
    public CertificateAuthority(X509Certificate2 authority, TimeProvider time) => issuer = new CertificateIssuer(authority, CertificateProfile.Site, time);

    /// <summary>The authority's certificate, without its private key.</summary>
    public X509Certificate2 Certificate => issuer.Certificate;

    /// <summary>The URI in the subject alternative name of a SAE's certificate: <c>urn:etsi:qkd:sae:ID</c>.</summary>
    public static Uri UriOf(SaeId sae) => new($"urn:etsi:qkd:sae:{sae}");

    /// <summary>A new authority for a site, with its private key.</summary>
    public static X509Certificate2 CreateAuthority(SiteId site, TimeProvider time) =>
        CertificateIssuer.CreateAuthority($"QkdMec site {site}", CertificateProfile.Site, time);

    /// <summary>A certificate for the listener of a KME, with its private key.</summary>
    /// <param name="kme">The KME.</param>
    /// <param name="address">Where others reach it; null when only this machine does.</param>
    public X509Certificate2 IssueServerCertificate(KmeId kme, IPAddress? address = null)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        if (address is not null && !address.Equals(IPAddress.Loopback) && !address.Equals(IPAddress.IPv6Loopback))
        {
            names.AddIpAddress(address);
        }

        return issuer.Issue(new CertificateWish(kme.Value, names, [CertificateIssuer.ServerAuthentication]));
    }

    /// <summary>A client certificate for a SAE, with its private key.</summary>
    /// <param name="sae">The SAE.</param>
    /// <param name="from">When it begins, at the earliest: a name that was detached must not have one that looks older.</param>
    public X509Certificate2 IssueClientCertificate(SaeId sae, DateTimeOffset from = default)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(UriOf(sae));
        return issuer.Issue(new CertificateWish(sae.Value, names, [CertificateIssuer.ClientAuthentication], from));
    }

    /// <summary>Whether <paramref name="certificate"/> was issued by this authority and is good for a while yet.</summary>
    public bool Vouches(X509Certificate2 certificate, TimeSpan remaining) => issuer.Vouches(certificate, remaining);

    /// <summary>Releases the private key.</summary>
    public void Dispose() => issuer.Dispose();
}
