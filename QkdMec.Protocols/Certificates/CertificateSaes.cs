using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Protocols.Certificates;

/// <summary>Which SAE a certificate stands for.</summary>
public static class CertificateSaes
{
    private const string UriPrefix = "urn:etsi:qkd:sae:";

    /// <summary>
    /// The names in the URIs <c>urn:etsi:qkd:sae:NAME</c> of the subject alternative name; without one, the common name. A certificate that names two SAEs
    /// names none: it would let one act as the other.
    /// </summary>
    /// <param name="certificate">The certificate, whose issuer is somebody else's to check.</param>
    /// <param name="isNamed">Whether there is such a URI, so that nothing else of the certificate may name the SAE.</param>
    /// <returns>The name; null when there is none.</returns>
    public static string? NameIn(X509Certificate2 certificate, out bool isNamed)
    {
        var uris = CertificateUris.Of(certificate).Where(uri => uri.StartsWith(UriPrefix, StringComparison.OrdinalIgnoreCase)).ToList();
        isNamed = uris.Count > 0;
        return !isNamed ? certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)
            : uris.Count == 1 ? Uri.UnescapeDataString(uris[0][UriPrefix.Length..]) : null;
    }
}
