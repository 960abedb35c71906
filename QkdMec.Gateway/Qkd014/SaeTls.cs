using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Mutual TLS with the SAEs of one site.</summary>
internal static class SaeTls
{
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    /// <summary>TLS 1.2 and 1.3, a client certificate of one of the site's own roots required.</summary>
    public static HttpsConnectionAdapterOptions For(Qkd014Options options) => new()
    {
        ServerCertificate = options.ServerCertificate,
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        HandshakeTimeout = options.HandshakeTimeout,
        // The chain is built once, within the handshake, and only with the site's own roots; a second chain in a callback would halve the rate.
        OnAuthenticate = (_, tls) => tls.CertificateChainPolicy = PolicyOf(options),
    };

    private static X509ChainPolicy PolicyOf(Qkd014Options options)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.ApplicationPolicy.Add(ClientAuthentication);
        foreach (var root in options.TrustedRoots)
        {
            policy.CustomTrustStore.Add(root);
        }

        return policy;
    }
}
