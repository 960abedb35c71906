using System.Security.Cryptography.X509Certificates;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Certificates.Nodes;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Silo.Deployments.Provisioning;

/// <summary>The authorities of a deployment in its provisioning folder, where their keys stay: of its machines, and of its gateways towards devices.</summary>
internal sealed class Authorities : IDisposable
{
    /// <summary>The folder, which no machine gets.</summary>
    public const string FolderName = "ca";

    private const string NodesFile = "ca";
    private const string GatewaysFile = "gateway";

    /// <summary>Authorities of before, which machines go on trusting as long as this file is there.</summary>
    private const string FormerFile = "former.pem";

    private readonly string folder;
    private readonly X509Certificate2 gatewayAuthority;

    private Authorities(string folder, X509Certificate2 nodes, X509Certificate2 gateways, TimeProvider time)
    {
        (this.folder, gatewayAuthority) = (folder, gateways);
        Nodes = new ClusterAuthority(nodes, time);
        Gateways = new CertificateIssuer(gateways, CertificateProfile.Cluster, time);
    }

    /// <summary>That of the machines.</summary>
    public ClusterAuthority Nodes { get; }

    /// <summary>That of the gateways' listeners.</summary>
    public CertificateIssuer Gateways { get; }

    /// <summary>What machines trust each other by, as PEM.</summary>
    public string TrustedByNodes
    {
        get
        {
            var former = Path.Combine(folder, FormerFile);
            return Nodes.Certificate.ExportCertificatePem() + "\n" + (File.Exists(former) ? File.ReadAllText(former) : "");
        }
    }

    /// <summary>What client perimeters trust gateways by, as PEM.</summary>
    public string TrustedByClients => gatewayAuthority.ExportCertificatePem() + "\n";

    /// <summary>Opens the authorities of a deployment, or makes them.</summary>
    /// <exception cref="StartupException">They are another deployment's, or only a part of them is there.</exception>
    public static Authorities Open(string root, string deployment, TimeProvider time)
    {
        var folder = Path.Combine(root, FolderName);
        PrivateDirectory.Create(folder);
        return new Authorities(
            folder,
            Keep(Path.Combine(folder, NodesFile), ClusterAuthority.NameOf(deployment), time),
            Keep(Path.Combine(folder, GatewaysFile), $"QkdMec gateways of {deployment}", time),
            time);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Nodes.Dispose();
        Gateways.Dispose();
    }

    private static X509Certificate2 Keep(string path, string name, TimeProvider time)
    {
        var (certificatePath, keyPath) = (path + ".pem", path + ".key");
        if (!File.Exists(certificatePath) && !File.Exists(keyPath))
        {
            var made = CertificateIssuer.CreateAuthority(name, CertificateProfile.Cluster, time);
            CertificateFiles.Save(made, certificatePath, keyPath);
            return made;
        }

        var kept = CertificateFiles.TryLoad(certificatePath, keyPath)
            ?? throw new StartupException($"'{certificatePath}' and '{keyPath}' are no certificate with its key: put the right files back, or remove both for a new authority");
        return kept.GetNameInfo(X509NameType.SimpleName, forIssuer: false) == name
            ? kept
            : throw new StartupException($"'{certificatePath}' is of {kept.GetNameInfo(X509NameType.SimpleName, forIssuer: false)}, not of {name}: give another folder with --provision");
    }
}
