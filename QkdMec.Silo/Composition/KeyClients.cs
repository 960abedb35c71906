using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Qkd014Clients;

namespace QkdMec.Silo.Composition;

/// <summary>The way of a SAE to its own site's KME, whose authority is the only one it trusts.</summary>
internal static class KeyClients
{
    /// <summary>How long to wait for a connection where there is another machine to ask.</summary>
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(1);

    /// <summary>Makes it; the caller owns it.</summary>
    /// <param name="parts">Where its certificate is.</param>
    /// <param name="site">Its site.</param>
    /// <param name="kmes">Where the KME is, the nearest first.</param>
    /// <param name="sae">The SAE.</param>
    public static RenewedKeyClient Of(SystemParts parts, SiteId site, ImmutableArray<Uri> kmes, SaeId sae) => new(
        () => parts.Certificates.CurrentOf(sae, site),
        certificate => new KmeAddresses(kmes.Select(kme => new Qkd014Client(OptionsOf(parts, site, kme, certificate, kmes.Length > 1)))));

    private static Qkd014ClientOptions OptionsOf(SystemParts parts, SiteId site, Uri kme, X509Certificate2 certificate, bool hasOthers)
    {
        var options = new Qkd014ClientOptions { Kme = kme, Certificate = certificate, Authorities = [parts.Certificates.AuthorityOf(site)] };
        return hasOthers ? options with { ConnectWithin = ConnectWithin } : options;
    }
}
