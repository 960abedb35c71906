using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Silo.Certificates;

/// <summary>Issues certificates in the name of an authority, and knows its own again.</summary>
internal sealed class CertificateIssuer : IDisposable
{
    /// <summary>The usage of a server's certificate.</summary>
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>The usage of a client's certificate.</summary>
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly X509Certificate2 authority;
    private readonly CertificateProfile profile;
    private readonly TimeProvider time;

    /// <summary>Works with an existing authority, which must come with its private key, and owns it.</summary>
    public CertificateIssuer(X509Certificate2 authority, CertificateProfile profile, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(authority);
        if (!authority.HasPrivateKey)
        {
            throw new ArgumentException("an authority needs its private key", nameof(authority));
        }

        (this.authority, this.profile, this.time) = (authority, profile, time);
        Certificate = X509CertificateLoader.LoadCertificate(authority.RawDataMemory.Span);
    }

    /// <summary>The authority's certificate, without its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>A new authority, with its private key.</summary>
    public static X509Certificate2 CreateAuthority(string commonName, CertificateProfile profile, TimeProvider time)
    {
        using var key = ECDsa.Create(profile.Curve);
        var request = new CertificateRequest(NameOf(commonName), key, profile.Hash);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now - ClockTolerance, now + profile.AuthorityLifetime);
    }

    /// <summary>What accepts only chains that end at one of these authorities: no other root, no download.</summary>
    public static X509ChainPolicy PolicyFor(IEnumerable<X509Certificate2> authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities.ToArray());
        return policy;
    }

    /// <summary>Issues a certificate, with its private key.</summary>
    public X509Certificate2 Issue(CertificateWish wish)
    {
        using var key = ECDsa.Create(profile.Curve);
        var request = new CertificateRequest(NameOf(wish.CommonName), key, profile.Hash);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. wish.Usages.Select(usage => new Oid(usage))], critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        request.CertificateExtensions.Add(wish.Names.Build(critical: false));
        using var issued = request.Create(authority, Later(NotBefore(), wish.From), NotAfter(), SerialNumber());
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>Whether <paramref name="certificate"/> was issued by this authority and is good for a while yet.</summary>
    public bool Vouches(X509Certificate2 certificate, TimeSpan remaining)
    {
        using var chain = new X509Chain { ChainPolicy = PolicyFor([Certificate]) };
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().LocalDateTime;
        return certificate.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime > remaining && chain.Build(certificate);
    }

    /// <summary>Releases the private key.</summary>
    public void Dispose()
    {
        authority.Dispose();
        Certificate.Dispose();
    }

    private static X500DistinguishedName NameOf(string commonName)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        return name.Build();
    }

    private DateTimeOffset NotBefore() => Later(time.GetUtcNow() - ClockTolerance, authority.NotBefore);

    private DateTimeOffset NotAfter() => Earlier(time.GetUtcNow() + profile.CertificateLifetime, authority.NotAfter);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static byte[] SerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40); // positive, and never shorter than its 16 bytes
        return serial;
    }
}
