using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Protocols.Files;

namespace QkdMec.Protocols.Tls;

/// <summary>A server's certificate and its private key, PEM.</summary>
/// <param name="Certificate">The file of the certificate, with what lies between it and its root after it.</param>
/// <param name="Key">The file of the private key, mode 0600.</param>
public sealed record TlsFiles(string Certificate, string Key)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">They cannot be used; the message says why.</exception>
    public SslStreamCertificateContext Load()
    {
        try
        {
            PrivateFile.RequirePrivate(Key, "holds a private key");
            using var pair = X509Certificate2.CreateFromPemFile(Certificate, Key);

            // A key that exists in memory only is not taken by TLS on every platform.
            var portable = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(Certificate);
            return SslStreamCertificateContext.Create(portable, chain, offline: true);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"the certificate '{Certificate}' with its key '{Key}' cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>What is wrong with them; null when they can be used.</summary>
    public string? FindFault()
    {
        try
        {
            Load();
            return null;
        }
        catch (InvalidDataException fault)
        {
            return fault.Message;
        }
    }
}
