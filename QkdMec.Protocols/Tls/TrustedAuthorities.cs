using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Protocols.Tls;

/// <summary>Whom a client of TLS trusts.</summary>
public static class TrustedAuthorities
{
    /// <summary>The authorities in a PEM file.</summary>
    /// <exception cref="InvalidDataException">There are none, or it cannot be read.</exception>
    public static X509Certificate2Collection Read(string path)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(path);
            return authorities.Count > 0 ? authorities : throw new InvalidDataException($"'{path}' holds no certificate");
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"the authorities '{path}' cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>How a client checks a server: by these authorities and no others, or by the machine's when it is null.</summary>
    public static SslClientAuthenticationOptions ClientOptions(X509Certificate2Collection? authorities)
    {
        var options = new SslClientAuthenticationOptions();
        if (authorities is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return options;
    }
}
