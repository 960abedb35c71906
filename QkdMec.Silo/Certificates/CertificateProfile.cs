using System.Security.Cryptography;

namespace QkdMec.Silo.Certificates;

/// <summary>What an authority's certificates are made of.</summary>
/// <param name="Curve">The curve of all keys.</param>
/// <param name="Hash">What is signed.</param>
/// <param name="AuthorityLifetime">How long the authority lives.</param>
/// <param name="CertificateLifetime">How long a certificate lives; never longer than the authority that issued it.</param>
internal sealed record CertificateProfile(ECCurve Curve, HashAlgorithmName Hash, TimeSpan AuthorityLifetime, TimeSpan CertificateLifetime)
{
    /// <summary>Sites: their KME's listener and its SAEs.</summary>
    public static CertificateProfile Site { get; } =
        new(ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256, CertificateAuthority.AuthorityLifetime, CertificateAuthority.CertificateLifetime);

    /// <summary>The machines of a cluster.</summary>
    public static CertificateProfile Cluster { get; } =
        new(ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384, TimeSpan.FromDays(3650), TimeSpan.FromDays(397));
}
