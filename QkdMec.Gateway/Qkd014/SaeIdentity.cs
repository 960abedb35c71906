using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Certificates;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Which SAE a client certificate stands for.</summary>
internal static class SaeIdentity
{
    /// <summary>The id in a URI <c>urn:etsi:qkd:sae:ID</c> of the subject alternative name, else the common name, else by thumbprint. Null: none.</summary>
    public static SaeId? Of(X509Certificate2 certificate, Qkd014Options options)
    {
        var name = Parse(CertificateSaes.NameIn(certificate, out var isNamed));
        return isNamed || name is not null
            ? name
            : options.SaesByThumbprint.TryGetValue(certificate.GetCertHashString(HashAlgorithmName.SHA256), out var mapped) ? mapped : null;
    }

    private static SaeId? Parse(string? name) => Names.IsValid(name) ? new SaeId(name!) : null;
}
