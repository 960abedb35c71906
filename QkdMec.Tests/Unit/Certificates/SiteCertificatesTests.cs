using System.Net;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Certificates;
using QkdMec.Silo.Certificates;

namespace QkdMec.Tests.Unit.Certificates;

public sealed class SiteCertificatesTests : IDisposable
{
    private static readonly SiteId Hospital = new("hospital");
    private static readonly SaeId Sae = new("sae-hospital");
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-certs-").FullName;
    private readonly ShiftedTime time = new();

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void ClientCertificate_NamesItsSae_InUriAndCommonName()
    {
        using var site = Open(Hospital);
        using var certificate = site.ClientCertificate(Sae);

        Assert.Equal("sae-hospital", certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        Assert.Equal(["urn:etsi:qkd:sae:sae-hospital"], CertificateUris.Of(certificate));
        Assert.True(certificate.HasPrivateKey);
        Assert.True(File.Exists(Path.Combine(root, "certs", "sae-hospital.pem")));
    }

    [Fact]
    public void ServerCertificate_CoversLoopback()
    {
        using var site = Open(Hospital);
        using var certificate = site.ServerCertificate(new KmeId("kme-hospital"));

        Assert.True(certificate.MatchesHostname("localhost"));
        Assert.True(certificate.MatchesHostname("127.0.0.1"));
        Assert.True(certificate.MatchesHostname("::1"));
    }

    [Fact]
    public void ServerCertificate_ForAnotherAddress_IsReplaced_AndCoversLoopbackToo()
    {
        using var site = Open(Hospital);
        using var loopback = site.ServerCertificate(new KmeId("kme-hospital"));
        using var first = site.ServerCertificate(new KmeId("kme-hospital"), IPAddress.Parse("192.0.2.9"));
        using var again = site.ServerCertificate(new KmeId("kme-hospital"), IPAddress.Parse("192.0.2.9"));

        Assert.False(loopback.MatchesHostname("192.0.2.9"));
        Assert.True(first.MatchesHostname("192.0.2.9") && first.MatchesHostname("127.0.0.1"));
        Assert.Equal(first.Thumbprint, again.Thumbprint);
    }

    [Fact]
    public void Open_WhenFilesAreThere_KeepsAuthorityAndCertificates()
    {
        var first = Thumbprints();
        Assert.Equal(first, Thumbprints());
    }

    [Fact]
    public void ClientCertificate_NearItsEnd_IsReplaced_AndTheAuthorityStays()
    {
        var first = Thumbprints();
        time.Shift = CertificateAuthority.CertificateLifetime - TimeSpan.FromDays(29);
        var second = Thumbprints();

        Assert.Equal(first.Authority, second.Authority);
        Assert.NotEqual(first.Client, second.Client);
    }

    [Fact]
    public void Open_WhenTheAuthorityNearsItsEnd_ReplacesIt_AndWhatItIssued()
    {
        var first = Thumbprints();
        time.Shift = CertificateAuthority.AuthorityLifetime - TimeSpan.FromDays(399);
        var second = Thumbprints();

        Assert.NotEqual(first.Authority, second.Authority);
        Assert.NotEqual(first.Client, second.Client);
    }

    [Fact]
    public void ClientCertificate_OfAnotherSite_IsNotTrusted()
    {
        using var hospital = Open(Hospital);
        using var edge = Open(new SiteId("edge"));
        using var certificate = edge.ClientCertificate(new SaeId("sae-edge-1"));
        using var authority = new CertificateAuthority(CertificateAuthority.CreateAuthority(Hospital, time), time);

        Assert.False(authority.Vouches(certificate, TimeSpan.Zero));
        Assert.NotEqual(hospital.Authority.Thumbprint, edge.Authority.Thumbprint);
    }

    [Fact]
    public void ClientCertificate_WhenItsFileIsBroken_IsMadeAgain()
    {
        var first = Thumbprints();
        File.WriteAllText(Path.Combine(root, "certs", "sae-hospital.pem"), "not a certificate");
        var second = Thumbprints();

        Assert.Equal(first.Authority, second.Authority);
        Assert.NotEqual(first.Client, second.Client);
    }

    [Fact]
    public void PrivateKeys_AreReadableByTheirOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are POSIX");
        _ = Thumbprints();
        var keys = Directory.GetFiles(root, "*.key", SearchOption.AllDirectories);

        Assert.Equal(2, keys.Length);
        Assert.All(keys, key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, FileMode(key)));
    }

    [Fact]
    public void WriteBundle_HoldsEveryAuthority()
    {
        using var hospital = Open(Hospital);
        using var edge = Open(new SiteId("edge"));
        SiteCertificates.WriteBundle(Path.Combine(root, "certs"), [hospital, edge]);
        var bundle = new X509Certificate2Collection();
        bundle.ImportFromPemFile(Path.Combine(root, "certs", "ca.pem"));

        Assert.Equal([hospital.Authority.Thumbprint, edge.Authority.Thumbprint], bundle.Select(one => one.Thumbprint));
    }

    private SiteCertificates Open(SiteId site) =>
        SiteCertificates.Open(site, Path.Combine(root, "sites", site.Value), Path.Combine(root, "certs"), time);

    private (string Authority, string Client) Thumbprints()
    {
        using var site = Open(Hospital);
        using var client = site.ClientCertificate(Sae);
        return (site.Authority.Thumbprint, client.Thumbprint);
    }

    private static UnixFileMode FileMode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}
