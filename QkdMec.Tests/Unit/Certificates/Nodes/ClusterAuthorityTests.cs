using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Certificates;
using QkdMec.Silo.Certificates.Nodes;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.Certificates.Nodes;

public sealed class ClusterAuthorityTests : IDisposable
{
    private static readonly NodeRoles Edge = new([new SiteId("edge")], [new HostId(new SiteId("edge"), "edge-1")], Gateway: true);
    private readonly ClusterAuthority authority = new(ClusterAuthority.Create("lab", TimeProvider.System), TimeProvider.System);

    public void Dispose() => authority.Dispose();

    [Fact]
    public void Certificate_NamesAddressAndRoles_AndServesBothEnds()
    {
        using var certificate = authority.Issue(Node("10.0.0.13", Edge));

        Assert.Equal(["urn:qkdmec:silo:edge", "urn:qkdmec:silo:edge/edge-1", "urn:qkdmec:gateway"], CertificateUris.Of(certificate));
        Assert.True(certificate.MatchesHostname("10.0.0.13"));
        Assert.False(certificate.MatchesHostname("127.0.0.1"));
        Assert.Equal(2, certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Count);
        Assert.Equal(384, KeySizeOf(certificate));
        Assert.Equal(384, KeySizeOf(authority.Certificate));
    }

    [Fact]
    public void Roles_OfACertificate_AreThoseItWasIssuedFor()
    {
        using var certificate = authority.Issue(Node("10.0.0.13", Edge));
        var roles = NodeRoles.Of(certificate);

        Assert.Equal(Edge.Sites, roles.Sites);
        Assert.Equal(Edge.Hosts, roles.Hosts);
        Assert.True(roles is { Gateway: true, IsSilo: true, IsClient: true });
    }

    [Fact]
    public void Gateway_IsNoSilo()
    {
        using var certificate = authority.Issue(Node("10.0.0.16", ClusterFiles.Gateway));

        Assert.True(NodeRoles.Of(certificate) is { IsSilo: false, IsClient: true });
    }

    [Theory]
    [InlineData("urn:qkdmec:silo:")]
    [InlineData("urn:qkdmec:silo:a/b/c")]
    [InlineData("urn:qkdmec:gateway:")]
    [InlineData("urn:etsi:qkd:sae:edge")]
    public void Roles_OfOtherUris_AreNone(string uri)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(uri));
        var request = new CertificateRequest("CN=other", key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));

        Assert.False(NodeRoles.Of(certificate).IsClient);
    }

    [Fact]
    public void Vouches_ForItsOwn_AsLongAsAddressAndRolesHold()
    {
        using var certificate = authority.Issue(Node("10.0.0.13", Edge));
        using var other = new ClusterAuthority(ClusterAuthority.Create("lab", TimeProvider.System), TimeProvider.System);

        Assert.True(authority.Vouches(certificate, Node("10.0.0.13", Edge), TimeSpan.FromDays(396)));
        Assert.False(authority.Vouches(certificate, Node("10.0.0.13", Edge), TimeSpan.FromDays(398)));
        Assert.False(authority.Vouches(certificate, Node("10.0.0.14", Edge), TimeSpan.Zero));
        Assert.False(authority.Vouches(certificate, Node("10.0.0.13", ClusterFiles.Silo("edge")), TimeSpan.Zero));
        Assert.False(other.Vouches(certificate, Node("10.0.0.13", Edge), TimeSpan.Zero));
    }

    private static NodeIdentity Node(string address, NodeRoles roles) => new("machine", IPAddress.Parse(address), roles);

    private static int KeySizeOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPublicKey();
        return key!.KeySize;
    }
}
