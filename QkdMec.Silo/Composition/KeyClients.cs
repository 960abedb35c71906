using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Qkd014Clients;

namespace QkdMec.Silo.Composition;

/// <summary>The way of a SAE to its own site's KME, whose authority is the only one it trusts.</summary>
internal static class KeyClients
{
    /// <summary>Makes it; the caller owns it.</summary>
    public static RenewedKeyClient Of(SystemParts parts, SiteId site, Uri kme, SaeId sae) => new(
        () => parts.Certificates.CurrentOf(sae, site),
        certificate => new Qkd014Client(new Qkd014ClientOptions { Kme = kme, Certificate = certificate, Authorities = Trusted(parts, site) }));

    private static X509Certificate2Collection Trusted(SystemParts parts, SiteId site) => [parts.Certificates.AuthorityOf(site)];
}
