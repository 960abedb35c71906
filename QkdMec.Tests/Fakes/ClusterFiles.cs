using System.Net;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Certificates.Nodes;

namespace QkdMec.Tests.Fakes;

/// <summary>An authority of a cluster, and directories of machines with certificates of it.</summary>
internal sealed class ClusterFiles(TimeProvider? time = null) : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-nodes-").FullName;
    private readonly ClusterAuthority authority = new(ClusterAuthority.Create("test", time ?? TimeProvider.System), time ?? TimeProvider.System);

    public static NodeRoles Gateway { get; } = new([], [], Gateway: true);

    public static NodeRoles Silo(params string[] sites) => new([.. sites.Select(SiteId.Parse)], [], Gateway: false);

    public X509Certificate2 Authority => authority.Certificate;

    public string DirectoryOf(string machine) => Path.Combine(root, machine);

    /// <summary>A certificate for a machine at an address, this one's by default.</summary>
    public X509Certificate2 Issue(string machine, NodeRoles roles, string address = "127.0.0.1") =>
        authority.Issue(new NodeIdentity(machine, IPAddress.Parse(address), roles));

    /// <summary>Writes the files of a machine, also over older ones, and answers where they are.</summary>
    public string Write(string machine, NodeRoles roles, params X509Certificate2[] moreAuthorities) => Write(machine, roles, "127.0.0.1", moreAuthorities);

    /// <summary>The same for a machine at another address.</summary>
    public string Write(string machine, NodeRoles roles, string address, params X509Certificate2[] moreAuthorities)
    {
        var directory = Directory.CreateDirectory(DirectoryOf(machine)).FullName;
        using var certificate = Issue(machine, roles, address);
        CertificateFiles.Write(Path.Combine(directory, NodeCredentials.AuthorityFile), string.Concat(moreAuthorities.Prepend(Authority).Select(one => one.ExportCertificatePem() + "\n")));
        CertificateFiles.Save(certificate, Path.Combine(directory, NodeCredentials.CertificateFile), Path.Combine(directory, NodeCredentials.KeyFile));
        return directory;
    }

    public void Dispose()
    {
        authority.Dispose();
        Directory.Delete(root, recursive: true);
    }
}
