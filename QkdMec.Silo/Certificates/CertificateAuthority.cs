using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;

namespace QkdMec.Silo.Certificates;

/// <summary>The certificate authority of one site: issues the certificate of its KME's listener and those of its SAEs.</summary>
/// <remarks>ECDSA on P-256 throughout. A certificate never outlives the authority that issued it.</remarks>
public sealed class CertificateAuthority : IDisposable
{
    /// <summary>How long an authority lives.</summary>
    public static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(3650);

    /// <summary>How long a server or client certificate lives.</summary>
    public static readonly TimeSpan CertificateLifetime = TimeSpan.FromDays(397);

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly X509Certificate2 authority;
    private readonly TimeProvider time;

    /// <summary>Works with an existing authority, which must come with its private key, and owns it.</summary>
    public CertificateAuthority(X509Certificate2 authority, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(authority);
        if (!authority.HasPrivateKey)
        {
            throw new ArgumentException("an authority needs its private key", nameof(authority));
        }

        this.authority = authority;
        this.time = time;
        Certificate = X509CertificateLoader.LoadCertificate(authority.RawDataMemory.Span);
    }

    /// <summary>The authority's certificate, without its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The URI in the subject alternative name of a SAE's certificate: <c>urn:etsi:qkd:sae:ID</c>.</summary>
    public static Uri UriOf(SaeId sae) => new($"urn:etsi:qkd:sae:{sae}");

    /// <summary>A new authority for a site, with its private key.</summary>
    public static X509Certificate2 CreateAuthority(SiteId site, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(NameOf($"QkdMec site {site}"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now - ClockTolerance, now + AuthorityLifetime);
    }

    /// <summary>A certificate for the listener of a KME on this machine, with its private key.</summary>
    public X509Certificate2 IssueServerCertificate(KmeId kme)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return Issue(kme.Value, names, ServerAuthentication);
    }

    /// <summary>A client certificate for a SAE, with its private key.</summary>
    /// <param name="sae">The SAE.</param>
    /// <param name="from">When it begins, at the earliest: a name that was detached must not have one that looks older.</param>
    public X509Certificate2 IssueClientCertificate(SaeId sae, DateTimeOffset from = default)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(UriOf(sae));
        return Issue(sae.Value, names, ClientAuthentication, from);
    }

    /// <summary>Whether <paramref name="certificate"/> was issued by this authority and is good for a while yet.</summary>
    public bool Vouches(X509Certificate2 certificate, TimeSpan remaining)
    {
        using var chain = new X509Chain { ChainPolicy = PolicyFor(time.GetUtcNow()) };
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

    private X509Certificate2 Issue(string commonName, SubjectAlternativeNameBuilder names, string usage, DateTimeOffset from = default)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(NameOf(commonName), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        request.CertificateExtensions.Add(names.Build(critical: false));
        using var issued = request.Create(authority, Later(NotBefore(), from), NotAfter(), SerialNumber());
        return issued.CopyWithPrivateKey(key);
    }

    private DateTimeOffset NotBefore() => Later(time.GetUtcNow() - ClockTolerance, authority.NotBefore);

    private DateTimeOffset NotAfter() => Earlier(time.GetUtcNow() + CertificateLifetime, authority.NotAfter);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static byte[] SerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40); // positive, and never shorter than its 16 bytes
        return serial;
    }

    private X509ChainPolicy PolicyFor(DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTimeIgnored = false,
            VerificationTime = now.LocalDateTime,
        };
        policy.CustomTrustStore.Add(Certificate);
        return policy;
    }
}
