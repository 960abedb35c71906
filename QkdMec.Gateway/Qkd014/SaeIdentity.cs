using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Certificates;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Which SAE a client certificate stands for.</summary>
internal static class SaeIdentity
{
    private const string UriPrefix = "urn:etsi:qkd:sae:";

    /// <summary>The id in a URI <c>urn:etsi:qkd:sae:ID</c> of the subject alternative name, else the common name, else by thumbprint. Null: none.</summary>
    public static SaeId? Of(X509Certificate2 certificate, Qkd014Options options)
    {
        var uris = CertificateUris.Of(certificate).Where(uri => uri.StartsWith(UriPrefix, StringComparison.OrdinalIgnoreCase)).ToList();
        if (uris.Count > 0)
        {
            // A certificate that names two SAEs names none: it would let one act as the other.
            return uris.Count == 1 ? Parse(Uri.UnescapeDataString(uris[0][UriPrefix.Length..])) : null;
        }

        return Parse(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false))
            ?? (options.SaesByThumbprint.TryGetValue(certificate.GetCertHashString(HashAlgorithmName.SHA256), out var mapped) ? mapped : null);
    }

    private static SaeId? Parse(string? name) => Names.IsValid(name) ? new SaeId(name!) : null;
}
