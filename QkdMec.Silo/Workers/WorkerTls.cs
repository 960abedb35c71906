using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Certificates;
using QkdMec.Silo.Certificates;

namespace QkdMec.Silo.Workers;

/// <summary>
/// Mutual TLS between a MEC host and its worker. Each shows the certificate of its SAE, as to its KME, and the other one looks for the SAE's name in it: there is
/// no second certificate to be issued, and a name in the network's directory means nothing.
/// </summary>
internal static class WorkerTls
{
    /// <summary>The host's side.</summary>
    /// <param name="certificate">The certificate of the host's SAE now.</param>
    /// <param name="authority">The authority of the worker's site.</param>
    /// <param name="worker">Who the other end must be.</param>
    public static SslClientAuthenticationOptions OfHost(Func<X509Certificate2> certificate, X509Certificate2 authority, SaeId worker) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls13,
        LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate(),
        CertificateChainPolicy = PolicyFor([authority]),
        RemoteCertificateValidationCallback = (_, shown, _, errors) => IsTrusted(errors) && SaeOf(shown) == worker,
    };

    /// <summary>The worker's side.</summary>
    /// <param name="certificate">The certificate of the worker's SAE, with its key.</param>
    /// <param name="authorities">The authorities of its hosts' sites.</param>
    /// <param name="isHost">Whether a SAE is a host that it serves.</param>
    public static SslServerAuthenticationOptions OfWorker(SslStreamCertificateContext certificate, X509Certificate2Collection authorities, Func<SaeId, bool> isHost) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http2],
        ServerCertificateContext = certificate,
        ClientCertificateRequired = true,
        CertificateChainPolicy = PolicyFor(authorities),
        RemoteCertificateValidationCallback = (_, shown, _, errors) => IsTrusted(errors) && SaeOf(shown) is { } host && isHost(host),
    };

    /// <summary>The SAE that a certificate stands for; null when it is none.</summary>
    public static SaeId? SaeOf(X509Certificate? shown)
    {
        if (shown is not X509Certificate2 certificate)
        {
            return null;
        }

        try
        {
            return CertificateSaes.NameIn(certificate, out _) is { } name && Names.IsValid(name) ? new SaeId(name) : null;
        }
        catch (Exception malformed) when (malformed is CryptographicException or System.Formats.Asn1.AsnContentException)
        {
            return null;
        }
    }

    // A SAE's certificate names no machine: its name is checked instead.
    private static bool IsTrusted(SslPolicyErrors errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;

    private static X509ChainPolicy PolicyFor(X509Certificate2Collection authorities)
    {
        var policy = CertificateIssuer.PolicyFor(authorities);

        // SAEs are issued certificates of clients, whichever end of a connection they are.
        policy.ApplicationPolicy.Add(new Oid(CertificateIssuer.ClientAuthentication));
        return policy;
    }
}
