using QkdMec.Grains.Identity;
using QkdMec.Protocols.Qkd014Clients;

namespace QkdMec.Silo.Composition;

/// <summary>The way of a SAE to its own site's KME, whose authority is the only one it trusts.</summary>
internal static class KeyClients
{
    /// <summary>Makes it; the caller owns it.</summary>
    public static Qkd014Client Of(SystemParts parts, SiteId site, Uri kme, SaeId sae) => new(new Qkd014ClientOptions
    {
        Kme = kme,
        Certificate = parts.Certificates.ClientOf(sae),
        Authorities = [parts.Certificates.AuthorityOf(site)],
    });
}
