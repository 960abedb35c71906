using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Silo.Certificates.Nodes;

/// <summary>The certificate authority of a cluster: says which machines belong to it, and as what. Its key is on none of them.</summary>
/// <remarks>ECDSA on P-384 throughout. A certificate serves both ends of a connection, for a silo is both.</remarks>
internal sealed class ClusterAuthority(X509Certificate2 authority, TimeProvider time) : IDisposable
{
    private readonly CertificateIssuer issuer = new(authority, CertificateProfile.Cluster, time);

    /// <summary>The authority's certificate, without its private key.</summary>
    public X509Certificate2 Certificate => issuer.Certificate;

    /// <summary>The authority's name.</summary>
    public static string NameOf(string cluster) => $"QkdMec cluster {cluster}";

    /// <summary>A new authority for a cluster, with its private key.</summary>
    public static X509Certificate2 Create(string cluster, TimeProvider time) => CertificateIssuer.CreateAuthority(NameOf(cluster), CertificateProfile.Cluster, time);

    /// <summary>A certificate for a machine, with its private key.</summary>
    public X509Certificate2 Issue(NodeIdentity node)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(node.Address);
        foreach (var role in node.Roles.ToUris())
        {
            names.AddUri(new Uri(role));
        }

        return issuer.Issue(new CertificateWish(node.Name, names, [CertificateIssuer.ServerAuthentication, CertificateIssuer.ClientAuthentication]));
    }

    /// <summary>Whether a machine's certificate is this authority's, says of it what holds now, and is good for a while yet.</summary>
    public bool Vouches(X509Certificate2 certificate, NodeIdentity node, TimeSpan remaining) =>
        issuer.Vouches(certificate, remaining)
        && certificate.MatchesHostname(node.Address.ToString(), allowWildcards: false, allowCommonName: false)
        && NodeRoles.Of(certificate).ToUris().SequenceEqual(node.Roles.ToUris());

    /// <summary>Releases the private key.</summary>
    public void Dispose() => issuer.Dispose();
}
