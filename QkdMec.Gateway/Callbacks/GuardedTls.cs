using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Gateway.Callbacks;

/// <summary>Whom connections to strangers trust: the machine's authorities, and those that an operator adds.</summary>
internal static class GuardedTls
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <summary>How a server's certificate is checked.</summary>
    /// <param name="more">Authorities beside the machine's; null for none.</param>
    public static SslClientAuthenticationOptions ClientOptions(X509Certificate2Collection? more)
    {
        // A certificate may name an address to fetch its issuer from: that would be a request on a stranger's word too.
        var options = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
        };
        if (more is { Count: > 0 })
        {
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => errors == SslPolicyErrors.None
                || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is X509Certificate2 shown && IsVouchedFor(shown, chain, more));
        }

        return options;
    }

    private static bool IsVouchedFor(X509Certificate2 certificate, X509Chain? shown, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        X509Certificate2[] between = [.. shown?.ChainElements.Select(element => element.Certificate) ?? []];
        chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }
}
