using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Certificates.Nodes;

/// <summary>What a machine shows other machines of its cluster, and whom it trusts there.</summary>
/// <param name="Certificate">Its certificate, with its private key.</param>
/// <param name="Authorities">The authorities of the cluster; several while one takes over from another.</param>
/// <param name="Roles">What the certificate says the machine may be.</param>
internal sealed record NodeCredentials(X509Certificate2 Certificate, X509Certificate2Collection Authorities, NodeRoles Roles) : IDisposable
{
    /// <summary>The file of the authorities.</summary>
    public const string AuthorityFile = "ca.pem";

    /// <summary>The file of the machine's certificate.</summary>
    public const string CertificateFile = "node.pem";

    /// <summary>The file of its private key.</summary>
    public const string KeyFile = "node.key";

    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    /// <summary>Reads the files of a directory.</summary>
    /// <exception cref="StartupException">A file is missing, open to others or broken, or the certificate is not this cluster's.</exception>
    public static NodeCredentials Load(string directory)
    {
        string[] files = [AuthorityFile, CertificateFile, KeyFile];
        var paths = files.Select(file => Path.Combine(directory, file)).ToList();
        if (paths.Find(path => !File.Exists(path)) is { } missing)
        {
            throw new StartupException($"'{missing}' is missing: make it with --provision and bring it to this machine");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(paths[2]) & Others) != 0)
        {
            throw new StartupException($"private key '{paths[2]}' can be used by others: chmod 600");
        }

        try
        {
            return Read(paths[0], paths[1], paths[2]);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"the node certificate in '{directory}' cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>What accepts only chains that end at the cluster's authorities.</summary>
    public X509ChainPolicy Policy() => CertificateIssuer.PolicyFor(Authorities);

    /// <summary>Releases the private key.</summary>
    public void Dispose() => Certificate.Dispose();

    private static NodeCredentials Read(string authorityPath, string certificatePath, string keyPath)
    {
        using var pair = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(authorityPath);
        var roles = NodeRoles.Of(pair);
        using var chain = new X509Chain { ChainPolicy = CertificateIssuer.PolicyFor(authorities) };
        if (!chain.Build(pair))
        {
            var why = string.Join(", ", chain.ChainStatus.Select(status => status.Status).Distinct());
            throw new StartupException($"'{certificatePath}' is no certificate of the cluster of '{authorityPath}' ({why}): make it with --provision and bring both to this machine");
        }

        return roles.IsClient
            ? new NodeCredentials(CertificateFiles.Portable(pair), authorities, roles)
            : throw new StartupException($"'{certificatePath}' names no role ({NodeRoles.Prefix}…): make it with --provision");
    }
}
